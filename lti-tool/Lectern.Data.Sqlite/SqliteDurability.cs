using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
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

    // They hold as long as SQLite's own connection, which the pool hands out again and again.
    private readonly ConditionalWeakTable<object, object?> _set = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        Remember(connection);
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!IsNew(connection))
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
        Remember(connection);
    }

    private bool IsNew(DbConnection connection) => !_set.TryGetValue(((SqliteConnection)connection).Handle!, out _);

    private void Remember(DbConnection connection) => _set.AddOrUpdate(((SqliteConnection)connection).Handle!, null);
}
