using Lectern.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Lectern.Host.Backups;

/// <summary>The suite's file and the job engine's, each by SQLite's online backup: the state of one commit, while others write.</summary>
internal sealed class SqliteCopies(Installation installation) : IDatabaseCopies
{
    private const string Rows = "lectern.db";
    private const string Jobs = "jobs.db";

    private string RowsFile => Path.GetFullPath(new SqliteConnectionStringBuilder(installation.ConnectionString).DataSource);

    public async Task SaveAsync(string folder, CancellationToken cancellationToken)
    {
        // The engine's books first: a job they don't know yet is given to the engine again; one that has no row would be nobody's.
        if (File.Exists(installation.JobsFile))
        {
            await CopyAsync(installation.JobsFile, Path.Combine(folder, Jobs), cancellationToken);
        }

        await CopyAsync(RowsFile, Path.Combine(folder, Rows), cancellationToken);
    }

    public Task<string?> FindExistingAsync(CancellationToken cancellationToken) => Task.FromResult(File.Exists(RowsFile) ? $"the database {RowsFile}" : null);

    public Task<string?> FindUserAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async Task LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var jobs = Path.Combine(folder, Jobs);
        if (File.Exists(jobs))
        {
            await ReplaceAsync(jobs, installation.JobsFile, cancellationToken);
        }
        else
        {
            Forget(installation.JobsFile);
            File.Delete(installation.JobsFile);
        }

        await ReplaceAsync(Path.Combine(folder, Rows), RowsFile, cancellationToken);
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ConnectionString);
        await source.OpenAsync(cancellationToken);
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
        await using var command = target.CreateCommand();
        // Without a log beside it the file is whole by itself.
        command.CommandText = "PRAGMA journal_mode=DELETE;";
        if (await command.ExecuteScalarAsync(cancellationToken) is not "delete")
        {
            throw new IOException($"{to} keeps a log beside it.");
        }
    }

    private static async Task ReplaceAsync(string from, string to, CancellationToken cancellationToken)
    {
        var temporary = to + ".restoring";
        await FileCopies.CopyAsync(from, temporary, cancellationToken);
        Forget(to);
        DurableFiles.Move(temporary, to);
    }

    // A log that is left beside another file would be read into it.
    private static void Forget(string file)
    {
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
    }
}
