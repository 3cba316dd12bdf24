using Lectern.Core.Launches;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests.Sqlite;

/// <summary>SQLite lets one writer in at a time; the others have to wait their turn instead of failing with "database is locked".</summary>
public sealed class ParallelWriterTests
{
    private const int Writers = 16;
    private const int RowsEach = 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_writers_at_once_all_get_their_rows_in()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);

        await AllAtOnceAsync(async writer =>
        {
            for (var row = 0; row < RowsEach; row++)
            {
                await database.AddAsync([Nonce($"{writer}-{row}")], Stop);
            }
        });

        await using var context = database.CreateContext();
        Assert.Equal(Writers * RowsEach, await context.Nonces.CountAsync(Stop));
    }

    [Fact]
    public async Task Sixteen_transactions_that_read_before_they_write_all_commit()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);

        await AllAtOnceAsync(async writer =>
        {
            await using var context = database.CreateContext();
            await using var transaction = await context.Database.BeginTransactionAsync(Stop);
            var seen = await context.Nonces.CountAsync(Stop);
            context.Add(Nonce($"after {seen}"));
            await context.SaveChangesAsync(Stop);
            await transaction.CommitAsync(Stop);
        });

        await using var context = database.CreateContext();
        Assert.Equal(Writers, await context.Nonces.CountAsync(Stop));
    }

    [Fact]
    public async Task Whoever_has_a_transaction_does_not_wait_for_those_who_wait_for_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        await using var holder = database.CreateContext();
        await using var transaction = await holder.Database.BeginTransactionAsync(Stop);
        holder.Add(Nonce("first"));
        await holder.SaveChangesAsync(Stop);
        var others = AllAtOnceAsync(writer => database.AddAsync([Nonce($"waits {writer}")], Stop));
        await Task.Delay(100, Stop);

        holder.Add(Nonce("second"));
        await holder.SaveChangesAsync(Stop);
        Assert.False(others.IsCompleted);
        await transaction.CommitAsync(Stop);
        await others;

        await using var context = database.CreateContext();
        Assert.Equal(Writers + 2, await context.Nonces.CountAsync(Stop));
    }

    [Fact]
    public async Task Those_who_wait_write_in_the_order_they_came()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        await using var holder = database.CreateContext();
        await using var transaction = await holder.Database.BeginTransactionAsync(Stop);
        holder.Add(Nonce("holder"));
        await holder.SaveChangesAsync(Stop);
        var names = Enumerable.Range(0, Writers).Select(n => $"writer {n:00}").ToList();
        var waiting = new List<Task>();
        foreach (var name in names)
        {
            waiting.Add(Task.Run(() => database.AddAsync([Nonce(name)], Stop), Stop));
            await Task.Delay(30, Stop);
        }

        await transaction.CommitAsync(Stop);
        await Task.WhenAll(waiting);

        await using var context = database.CreateContext();
        Assert.Equal(["holder", .. names], await context.Database.SqlQueryRaw<string>("SELECT Nonce AS Value FROM Nonces ORDER BY rowid").ToListAsync(Stop));
    }

    [Fact]
    public async Task A_write_that_fails_or_is_given_up_leaves_its_turn_to_the_next()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        await database.AddAsync([Nonce("there")], Stop);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => database.AddAsync([Nonce("there")], Stop));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(async () =>
        {
            await using var context = database.CreateContext();
            context.Remove(Nonce("never there"));
            await context.SaveChangesAsync(Stop);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.AddAsync([Nonce("given up")], gone.Token));
        await database.AddAsync([Nonce("next")], Stop);
    }

    [Fact]
    public async Task A_reader_goes_on_while_a_writer_holds_the_database()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        await using var writer = database.CreateContext();
        await using var transaction = await writer.Database.BeginTransactionAsync(Stop);
        writer.Add(Nonce("held back"));
        await writer.SaveChangesAsync(Stop);

        await using var reader = database.CreateContext();
        var seen = await reader.Nonces.CountAsync(Stop);

        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task Two_processes_worth_of_first_openers_can_migrate_a_new_file_at_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite, Stop);

        await AllAtOnceAsync(async _ =>
        {
            await using var context = database.CreateContext();
            await context.Database.MigrateAsync(Stop);
        });

        await using var context = database.CreateContext();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Stop));
    }

    private static Task AllAtOnceAsync(Func<int, Task> write) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => write(writer), Stop)));

    private static UsedNonce Nonce(string nonce) => new() { RegistrationId = Guid.Empty, Nonce = nonce, ExpiresAt = Some.Instant };
}
