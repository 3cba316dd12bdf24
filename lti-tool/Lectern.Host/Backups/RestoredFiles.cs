using Lectern.Core.Keys;
using Lectern.Core.Storage;

namespace Lectern.Host.Backups;

/// <summary>Brings a backup's files to where they belong. What is there and the same stays; what the backup doesn't know is left alone.</summary>
internal sealed class RestoredFiles(string set, BackupManifest manifest)
{
    internal async Task PutAsync(string name, string root, CancellationToken cancellationToken)
    {
        var prefix = name + "/";
        foreach (var file in manifest.Files.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            await PutAsync(file, Path.Combine(root, file.Path[prefix.Length..]), cancellationToken);
        }
    }

    /// <summary>Another key file that is here is kept beside it: it may be the only one that opens another database.</summary>
    internal static void PutKey(string from, string to)
    {
        var key = KeyFile.TryRead(from)!;
        if (!File.Exists(to))
        {
            KeyFile.Write(to, key, replace: false);
            return;
        }

        var here = File.ReadAllText(to);
        if (here == key.Export())
        {
            return;
        }

        var aside = $"{to}.{RootKey.Parse(here)?.Id ?? "unknown"}";
        File.Copy(to, aside, overwrite: true);
        KeyFile.Write(to, key, replace: true);
    }

    private async Task PutAsync(BackupFile file, string target, CancellationToken cancellationToken)
    {
        if (new FileInfo(target) is { Exists: true } there && there.Length == file.Bytes && (await FileCopies.HashAsync(target, cancellationToken)).Sha256 == file.Sha256)
        {
            return;
        }

        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".tmp-{Guid.CreateVersion7():n}");
        try
        {
            await FileCopies.CopyAsync(Path.Combine(set, file.Path), temporary, cancellationToken);
            // So that the next backup knows it again.
            File.SetLastWriteTimeUtc(temporary, file.Modified);
            DurableFiles.Move(temporary, target);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
