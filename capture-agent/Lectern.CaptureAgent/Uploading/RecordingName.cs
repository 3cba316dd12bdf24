using System.Security.Cryptography;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>
/// A recording's id to the tool. The tool lets no device have another's: what this machine had begun to bring before it was enrolled anew is another
/// recording to it, of which all is brought. Always the same one, so that nothing has to be kept.
/// </summary>
internal static class RecordingName
{
    public static Guid Of(RecordingFile file, Guid device) => file.ToldBy is null || file.ToldBy == device
        ? file.Id
        : new Guid(SHA256.HashData([.. file.Id.ToByteArray(), .. device.ToByteArray()]).AsSpan(0, 16));
}
