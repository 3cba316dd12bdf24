using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lectern.Data.Sqlite;

/// <summary>
/// Write-ahead log, so that readers never wait for a writer; full synchronisation, so that a committed row survives a power cut
/// (SQLite's own default for the write-ahead log would lose the last commits).
/// </summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    // The time limit first: changing the journal mode of a new file is where two first openers meet.
    private const string Pragmas = "PRAGMA busy_timeout=15000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
