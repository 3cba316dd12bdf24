using Microsoft.EntityFrameworkCore.Migrations;

namespace Lectern.Data.Sqlite;

/// <summary>The turn to migrate: held while the file is open, and lost with the process.</summary>
internal sealed class MigrationLock(IHistoryRepository history, FileStream file) : IMigrationsDatabaseLock
{
    public IHistoryRepository HistoryRepository => history;

    public void Dispose() => file.Dispose();

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
