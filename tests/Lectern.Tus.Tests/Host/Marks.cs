using Lectern.Tus.Files;

namespace Lectern.Tus.Tests.Host;

/// <summary>Reads the durable offset from its file, past everything the store keeps in memory.</summary>
public static class Marks
{
    public static long LastOf(string root, Guid id) => OffsetFile.Read(new UploadFiles(root, id).Offset).Offset;
}
