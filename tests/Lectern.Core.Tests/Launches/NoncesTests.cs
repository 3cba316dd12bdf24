using Lectern.Core.Launches;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Tests.Launches;

/// <summary>However many try one nonce, on however many machines, one of them may go on.</summary>
public sealed class NoncesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Of_many_at_once_each_nonce_lets_one_through_and_all_are_kept(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        using var here = new Nonces(database.Contexts, database.Errors);
        using var there = new Nonces(database.Contexts, database.Errors);

        // Forty nonces, each tried twice on each of two machines.
        var tries = await Task.WhenAll(Enumerable.Range(0, 160).Select(n => Task.Run(async () =>
            (Nonce: n % 40, IsFresh: await (n % 80 < 40 ? here : there).TryConsumeAsync(Guid.Empty, $"nonce-{n % 40}", Some.Instant, Stop)), Stop)));

        Assert.All(tries.GroupBy(one => one.Nonce), same => Assert.Equal(1, same.Count(one => one.IsFresh)));
        await using var rows = database.CreateContext();
        Assert.Equal(40, await rows.Nonces.CountAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task One_nonce_means_nothing_for_another_registration(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        using var nonces = new Nonces(database.Contexts, database.Errors);

        Assert.True(await nonces.TryConsumeAsync(Guid.CreateVersion7(), "nonce", Some.Instant, Stop));
        Assert.True(await nonces.TryConsumeAsync(Guid.CreateVersion7(), "nonce", Some.Instant, Stop));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_spends_nothing_and_neither_that_nor_a_fault_holds_up_others()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite, Stop);
        using var nonces = new Nonces(database.Contexts, database.Errors);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await nonces.TryConsumeAsync(Guid.Empty, "given up", Some.Instant, gone.Token));
        await Assert.ThrowsAsync<DbUpdateException>(async () => await nonces.TryConsumeAsync(Guid.Empty, "no table", Some.Instant, Stop));
        await using (var context = database.CreateContext())
        {
            await context.Database.MigrateAsync(Stop);
        }

        Assert.True(await nonces.TryConsumeAsync(Guid.Empty, "now", Some.Instant, Stop));
        Assert.True(await nonces.TryConsumeAsync(Guid.Empty, "given up", Some.Instant, Stop));
    }
}
