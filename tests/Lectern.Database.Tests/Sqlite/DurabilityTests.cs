using Lectern.Database.Tests.Support;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests.Sqlite;

public sealed class DurabilityTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // What SQLite answers to "PRAGMA synchronous": 2 is FULL.
    [Theory, InlineData("journal_mode", "wal"), InlineData("synchronous", "2"), InlineData("foreign_keys", "1")]
    public async Task Every_connection_is_durable(string pragma, string expected)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        await using var one = database.CreateContext();
        await using var other = database.CreateContext();
        await one.Database.OpenConnectionAsync(Stop);
        await other.Database.OpenConnectionAsync(Stop);

        var answers = new[] { await AskAsync(one, pragma), await AskAsync(other, pragma) };

        Assert.Equal([expected, expected], answers);
    }

    [Fact]
    public async Task What_was_committed_survives_the_writer_being_killed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var committed = new List<string>();

        foreach (var rows in new[] { 1, 40, 150 })
        {
            committed.AddRange(await WriteAndKillAsync(database, rows));
        }

        await using var context = database.CreateContext();
        await context.Database.OpenConnectionAsync(Stop);
        Assert.Equal("ok", await AskAsync(context, "integrity_check"));
        Assert.Empty(committed.Except(await context.Nonces.Select(nonce => nonce.Nonce).ToListAsync(Stop)));
        // The last row before each kill may be there without having been said.
        Assert.InRange(await context.Nonces.CountAsync(Stop), committed.Count, committed.Count + 3);
    }

    private static async Task<IReadOnlyList<string>> WriteAndKillAsync(TestDatabase database, int rows)
    {
        using var writer = VictimProcess.Start(VictimProcess.WriteMode, database.ConnectionString);
        var said = new List<string>();
        while (said.Count < rows)
        {
            said.Add(await writer.ReadLineAsync(Stop));
        }

        said.AddRange(await writer.KillAsync(Stop));
        return said;
    }

    private static async Task<string?> AskAsync(DbContext context, string pragma)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return (await command.ExecuteScalarAsync(Stop))?.ToString();
    }
}
