using System.Text.Json;
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

    private string ZeroFile => FileOf("zero");

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
    public string FileOf(Guid upload) => FileOf($"{upload:n}.mp4");

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

    /// <summary>The moment at which the presentation begins; null until somebody said so.</summary>
    public async Task<GrowingZero?> ReadZeroAsync(CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<GrowingZero>(await File.ReadAllBytesAsync(ZeroFile, cancellationToken));
        }
        catch (Exception none) when (none is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    public async Task WriteZeroAsync(GrowingZero zero, CancellationToken cancellationToken)
    {
        var temporary = ZeroFile + ".new";
        await using (var file = File.Create(temporary))
        {
            await JsonSerializer.SerializeAsync(file, zero, cancellationToken: cancellationToken);
            file.Flush(flushToDisk: true);
        }

        DurableFiles.Move(temporary, ZeroFile);
    }

    /// <summary>Begins anew. The zero goes first: files without one are nothing to go on with.</summary>
    public void Clear()
    {
        File.Delete(ZeroFile);
        foreach (var file in Directory.EnumerateFiles(Path).Where(file => file != _lock.Name).ToList())
        {
            File.Delete(file);
        }
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

    private string FileOf(string name) => NameIn(Path, name);

    private static string NameIn(string path, string name) => System.IO.Path.Combine(path, IMediaStore.TemporaryPrefix + name);
}

/// <param name="Upload">The part whose first fragment begins it.</param>
/// <param name="Seconds">By the machine's clock.</param>
internal sealed record GrowingZero(Guid Upload, double Seconds);
