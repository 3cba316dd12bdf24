namespace Lectern.Host.Backups;

/// <summary>Fills one backup and notes what it holds.</summary>
internal sealed class BackupFiles(string set, (string Set, BackupManifest Manifest)? last)
{
    // Files under a name that is still being written begin so (see the media store).
    private const string Temporary = ".tmp-";

    // Where the media store lets others make what they give it.
    private const string Nearby = ".near";

    private readonly Dictionary<string, BackupFile> _last = last?.Manifest.Files.ToDictionary(file => file.Path) ?? [];
    private readonly List<BackupFile> _noted = [];

    internal IReadOnlyList<BackupFile> Noted => _noted;

    /// <summary>Notes what lies in a folder of the backup already.</summary>
    internal async Task NoteAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var file in Walk(Path.Combine(set, name)))
        {
            var (bytes, hash) = await FileCopies.HashAsync(file, cancellationToken);
            _noted.Add(new BackupFile($"{name}/{Path.GetFileName(file)}", bytes, hash, File.GetLastWriteTimeUtc(file)));
        }
    }

    /// <summary>Copies a whole folder under a name. Files that go away meanwhile were named by no row that counts.</summary>
    internal async Task CopyAsync(string folder, string name, CancellationToken cancellationToken)
    {
        foreach (var file in Walk(folder))
        {
            var path = $"{name}/{Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')}";
            try
            {
                _noted.Add(TryLink(file, path) ?? await CopyFileAsync(file, path, cancellationToken));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException && !File.Exists(file))
            {
                File.Delete(Path.Combine(set, path));
            }
        }
    }

    private static IEnumerable<string> Walk(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = 0 })
            .Where(file => !Path.GetFileName(file).StartsWith(Temporary, StringComparison.Ordinal) && Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] != Nearby)
        : [];

    private BackupFile? TryLink(string file, string path)
    {
        var info = new FileInfo(file);
        return last is { } before
            && _last.GetValueOrDefault(path) is { } known
            && info.Exists && known.Bytes == info.Length && known.Modified == info.LastWriteTimeUtc
            && new FileInfo(Path.Combine(before.Set, path)) is { Exists: true } kept && kept.Length == known.Bytes
            && FileCopies.TryLink(kept.FullName, Path.Combine(set, path))
                ? known
                : null;
    }

    private async Task<BackupFile> CopyFileAsync(string file, string path, CancellationToken cancellationToken)
    {
        var modified = File.GetLastWriteTimeUtc(file);
        var (bytes, hash) = await FileCopies.CopyAsync(file, Path.Combine(set, path), cancellationToken);
        return new BackupFile(path, bytes, hash, modified);
    }
}
