using Lectern.Tus.Files;

namespace Lectern.CaptureAgent.Spool;

/// <summary>The machine's own disk.</summary>
/// <param name="folder">The agent's folder, for the space that is left.</param>
internal sealed class SpoolDisk(AgentFolder folder) : ISpoolDisk
{
    public long FreeBytes => new DriveInfo(folder.Root).AvailableFreeSpace;

    public void CreateFolder(string path)
    {
        Directory.CreateDirectory(path);
        FolderFlush.Flush(Path.GetDirectoryName(path)!);
    }

    public ISpoolFile OpenToAppend(string path)
    {
        var isNew = !File.Exists(path);
        var file = new SpoolFile(path);
        if (isNew)
        {
            FolderFlush.Flush(Path.GetDirectoryName(path)!);
        }

        return file;
    }

    public void Replace(string path, ReadOnlySpan<byte> content) => DurableFile.Replace(path, content);

    public void DeleteFile(string path) => File.Delete(path);

    public void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
