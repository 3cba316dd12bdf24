using Lectern.Core.Storage;

namespace Lectern.Pipelines.Capture;

/// <summary>A recording's growing files, ours alone until it is disposed; a process that is killed lets go of it.</summary>
internal sealed class GrowingFolder : IDisposable
{
    private readonly FileStream _lock;

    private GrowingFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>When something was last added.</summary>
    public DateTimeOffset LastGrownAt => Directory.EnumerateFiles(Path).Where(file => file != _lock.Name).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty(Directory.GetLastWriteTimeUtc(Path)).Max();

    public static GrowingFolder? TryEnter(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new GrowingFolder(path, new FileStream(NameIn(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception busy) when (busy is IOException)
        {
            return null;
        }
    }

    /// <summary>The file of a part.</summary>
    public string FileOf(Guid upload) => NameIn(Path, $"{upload:n}.mp4");

    /// <summary>An empty folder in it.</summary>
    public string NewFolder(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Removes all of it. What somebody holds open is swept later.</summary>
    public void Delete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it.
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string NameIn(string path, string name) => System.IO.Path.Combine(path, IMediaStore.TemporaryPrefix + name);
}
