using Lectern.Core;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Host.Backups;

/// <summary>
/// Puts a backup in place. All of it is verified before anything here changes; from then on a mark keeps servers from starting until
/// it is done. Killed at any line, it goes on when it is run again: files are renamed into place whole, rows come all or none.
/// </summary>
internal sealed class RestoreBackup(Installation installation, IDatabaseCopies copies, IServiceProvider services, IDbContextFactory<LecternDbContext> databases, EndOpenSignIns endSignIns)
{
    /// <param name="path">A backup, or a folder of which the newest is taken.</param>
    /// <param name="replace">Whether what is here may be replaced.</param>
    /// <param name="checkOnly">Verifies and changes nothing.</param>
    /// <returns>The backup that was taken.</returns>
    public async Task<string> RunAsync(string path, bool replace, bool checkOnly, CancellationToken cancellationToken)
    {
        var set = BackupSets.Find(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) ?? throw BackupFaults.NoSet(path);
        var manifest = await BackupManifest.TryReadAsync(set, cancellationToken) ?? throw BackupFaults.NoSet(path);
        await VerifyAsync(set, manifest, cancellationToken);
        if (checkOnly)
        {
            return set;
        }

        using var turn = RunningMark.TryTake(installation.DataFolder) ?? throw BackupFaults.Running($"a server works on {installation.DataFolder}");
        if (await copies.FindUserAsync(cancellationToken) is { } user)
        {
            throw BackupFaults.Running(user);
        }

        var begun = RestoreMark.Read(installation.DataFolder) == set;
        if (!replace && !begun && await FindExistingAsync(cancellationToken) is { } existing)
        {
            throw BackupFaults.NotEmpty(existing);
        }

        await PutAsync(set, manifest, cancellationToken);
        return set;
    }

    private async Task VerifyAsync(string set, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (manifest.Format != BackupManifest.ThisFormat || (manifest.Engine == installation.Engine && !database.Database.GetMigrations().Contains(manifest.Migration)))
        {
            throw BackupFaults.Newer(manifest.Version);
        }

        if (manifest.Engine != installation.Engine)
        {
            throw BackupFaults.OtherEngine(manifest.Engine.ToString(), installation.Engine.ToString());
        }

        List<string> faults = [];
        foreach (var file in manifest.Files)
        {
            if (!await IsWholeAsync(set, file, cancellationToken))
            {
                faults.Add(file.Path);
            }
        }

        if (faults.Count > 0 || KeyFile.TryRead(Path.Combine(set, Installation.KeyName))?.Id != manifest.KeyId)
        {
            throw BackupFaults.Damaged([.. faults, .. faults.Count == 0 ? [Installation.KeyName] : Array.Empty<string>()]);
        }
    }

    private static async Task<bool> IsWholeAsync(string set, BackupFile file, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(set, file.Path));
        return path.StartsWith(set + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && new FileInfo(path) is { Exists: true } info && info.Length == file.Bytes
            && (await FileCopies.HashAsync(path, cancellationToken)).Sha256 == file.Sha256;
    }

    private async Task<string?> FindExistingAsync(CancellationToken cancellationToken)
    {
        if (await copies.FindExistingAsync(cancellationToken) is { } database)
        {
            return database;
        }

        return HasFiles(installation.MediaRoot) ? $"files in {installation.MediaRoot}"
            : HasFiles(installation.ReceivedFolder) ? $"files in {installation.ReceivedFolder}"
            : null;
    }

    private static bool HasFiles(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();

    private async Task PutAsync(string set, BackupManifest manifest, CancellationToken cancellationToken)
    {
        LecternHost.CreateOwnFolder(installation.DataFolder);
        RestoreMark.Set(installation.DataFolder, set);
        var files = new RestoredFiles(set, manifest);
        await files.PutAsync(Installation.MediaName, installation.MediaRoot, cancellationToken);
        await files.PutAsync(Installation.ReceivedName, installation.ReceivedFolder, cancellationToken);
        RestoredFiles.PutKey(Path.Combine(set, Installation.KeyName), installation.KeyPath);
        await copies.LoadAsync(Path.Combine(set, "database"), cancellationToken);

        // The rows may be those of an older version; and this is where the key file shows that it opens them.
        await LecternHost.BringUpToDateAsync(services, cancellationToken);
        await endSignIns.RunAsync(Path.GetFileName(set), cancellationToken);
        RestoreMark.Clear(installation.DataFolder);
    }
}
