using Microsoft.Extensions.Options;

namespace Lectern.Core.Storage;

/// <summary>Media on a local or mounted disk. Every write goes to a temporary name, is flushed to the disk and then renamed.</summary>
public sealed class FileMediaStore(IOptions<StorageOptions> options) : IMediaStore
{
    private readonly string _root = options.Value.MediaRoot;

    public string? NearbyFolder => Path.Combine(_root, ".near");

    public long? FreeBytes
    {
        get
        {
            Directory.CreateDirectory(_root);
            return new DriveInfo(_root).AvailableFreeSpace;
        }
    }

    public async Task PutAsync(MediaKey key, Stream content, CancellationToken cancellationToken)
    {
        var target = PathOf(key);
        DurableFiles.CreateFolder(Path.GetDirectoryName(target)!);
        var temporary = TemporaryNameFor(target);
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                await content.CopyToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            DurableFiles.Move(temporary, target);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async Task MoveInAsync(MediaKey key, string localFile, CancellationToken cancellationToken)
    {
        var target = PathOf(key);
        if (!File.Exists(localFile))
        {
            if (File.Exists(target))
            {
                return;
            }

            throw new FileNotFoundException("The file to store is gone and was not stored before.", localFile);
        }

        DurableFiles.CreateFolder(Path.GetDirectoryName(target)!);
        using (var handle = File.OpenHandle(localFile, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(handle);
        }

        // A rename is atomic; across disks the runtime would copy to the final name, so there we copy ourselves.
        if (!OnSameVolume(localFile, target))
        {
            await using (var source = File.OpenRead(localFile))
            {
                await PutAsync(key, source, cancellationToken);
            }

            File.Delete(localFile);
            return;
        }

        DurableFiles.Move(localFile, target);
    }

    public Task<MediaFile?> OpenAsync(MediaKey key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);
            return Task.FromResult<MediaFile?>(new MediaFile(stream, stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle), path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            return Task.FromResult<MediaFile?>(null);
        }
    }

    public Task<string> GetLocalPathAsync(MediaKey key, string scratchFolder, CancellationToken cancellationToken) =>
        Task.FromResult(PathOf(key));

    public Task<IReadOnlyList<string>> ListAsync(MediaKey folder, CancellationToken cancellationToken)
    {
        var path = PathOf(folder);
        IReadOnlyList<string> names = Directory.Exists(path)
            ? [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Where(name => !name.StartsWith(IMediaStore.TemporaryPrefix, StringComparison.Ordinal)).Order()]
            : [];
        return Task.FromResult(names);
    }

    public Task DeleteFolderAsync(MediaKey folder, CancellationToken cancellationToken)
    {
        var path = PathOf(folder);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Task.CompletedTask;
    }

    private string PathOf(MediaKey key)
    {
        var path = Path.GetFullPath(Path.Combine(_root, key.Value));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidOperationException($"The media key '{key}' leads out of the media folder.");
    }

    private static string TemporaryNameFor(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $"{IMediaStore.TemporaryPrefix}{Guid.CreateVersion7():n}");

    private static bool OnSameVolume(string one, string other) => VolumeOf(one) == VolumeOf(Path.GetDirectoryName(other)!);

    private static string VolumeOf(string path)
    {
        var full = Path.GetFullPath(path);
        return DriveInfo.GetDrives()
            .Select(drive => drive.RootDirectory.FullName)
            .Where(root => full == root || full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .MaxBy(root => root.Length) ?? "";
    }
}
