using System.Reflection;
using Lectern.Core;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Host.Backups;

/// <summary>
/// Makes one whole backup in a folder of its own, while servers run: the rows of one moment first, then the files. A file that a row
/// names was stored before the row and never changes under its name, so every row's file is in the set; what came later is merely more.
/// Media that the last backup has are linked to it and not copied again.
/// </summary>
internal sealed class MakeBackup(Installation installation, IDatabaseCopies copies, IDbContextFactory<LecternDbContext> databases, KeyFile key, TimeProvider time)
{
    /// <param name="folder">Where all backups lie.</param>
    /// <param name="keep">How many stay there; null keeps all.</param>
    /// <returns>The new backup's folder.</returns>
    public async Task<string> RunAsync(string folder, int? keep, CancellationToken cancellationToken)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RefuseInside(folder);
        LecternHost.CreateOwnFolder(folder);
        using var turn = TakeTurn(folder);
        BackupSets.RemoveUnfinished(folder);
        var name = BackupSets.NameAt(time.GetUtcNow());
        var (set, unfinished) = (Path.Combine(folder, name), Path.Combine(folder, BackupSets.UnfinishedNameOf(name)));
        LecternHost.CreateOwnFolder(unfinished);
        var manifest = await FillAsync(unfinished, await LastAsync(folder, cancellationToken), cancellationToken);
        FileCopies.FlushAll();
        await manifest.WriteAsync(unfinished, cancellationToken);
        Directory.Move(unfinished, set);
        DurableFiles.FlushFolder(folder);
        await TellAsync(name, cancellationToken);
        BackupSets.Prune(folder, keep ?? int.MaxValue);
        return set;
    }

    private void RefuseInside(string folder)
    {
        if (((string[])[installation.DataFolder, installation.MediaRoot]).Any(root => (folder + Path.DirectorySeparatorChar).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            throw BackupFaults.Inside(folder);
        }
    }

    private static FileStream TakeTurn(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw BackupFaults.Busy(folder, exception);
        }
    }

    private static async Task<(string Set, BackupManifest Manifest)?> LastAsync(string folder, CancellationToken cancellationToken) =>
        BackupSets.In(folder) is [var last, ..] && await BackupManifest.TryReadAsync(last, cancellationToken) is { } manifest ? (last, manifest) : null;

    private async Task<BackupManifest> FillAsync(string set, (string Set, BackupManifest Manifest)? last, CancellationToken cancellationToken)
    {
        var madeAt = time.GetUtcNow();
        var root = key.Key;
        KeyFile.Write(Path.Combine(set, Installation.KeyName), root, replace: false);
        var database = Path.Combine(set, "database");
        Directory.CreateDirectory(database);
        var migration = await LastMigrationAsync(cancellationToken);
        await copies.SaveAsync(database, cancellationToken);
        var files = new BackupFiles(set, last);
        await files.NoteAsync("key", cancellationToken);
        await files.NoteAsync("database", cancellationToken);

        // In the order of the journey: a file that is taken into the media store meanwhile is in one of the two at least.
        await files.CopyAsync(installation.ReceivedFolder, Installation.ReceivedName, cancellationToken);
        await files.CopyAsync(installation.MediaRoot, Installation.MediaName, cancellationToken);
        return new BackupManifest(BackupManifest.ThisFormat, Version, madeAt, installation.Engine, migration, root.Id, files.Noted);
    }

    private static string Version => typeof(MakeBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private async Task<string> LastMigrationAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return (await database.Database.GetAppliedMigrationsAsync(cancellationToken)).Last();
    }

    private async Task TellAsync(string name, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.Console, Act = Acts.Backup, Detail = name });
        await database.SaveChangesAsync(cancellationToken);
    }
}
