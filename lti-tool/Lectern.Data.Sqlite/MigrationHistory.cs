using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Sqlite.Migrations.Internal;

namespace Lectern.Data.Sqlite;

/// <summary>
/// Takes turns at migrating by a lock of the operating system. EF Core's own lock for SQLite is a row that stays behind when its
/// process is killed, and every start after that waits for it without end.
/// </summary>
#pragma warning disable EF1001 // EF Core has no public class to derive a provider's history from.
internal sealed class MigrationHistory(HistoryRepositoryDependencies dependencies) : SqliteHistoryRepository(dependencies)
#pragma warning restore EF1001
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    public override IMigrationsDatabaseLock AcquireDatabaseLock()
    {
        FileStream? held = null;
        SpinWait.SpinUntil(() => (held = TryHold()) is not null);
        return new MigrationLock(this, held!);
    }

    public override async Task<IMigrationsDatabaseLock> AcquireDatabaseLockAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryHold() is { } held)
            {
                return new MigrationLock(this, held);
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    // The file stays: were it deleted, a third process could hold the old one while a fourth holds the new.
    private FileStream? TryHold()
    {
        var file = Path.GetFullPath(Dependencies.Connection.DbConnection.DataSource) + "-migrating";
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }
}
