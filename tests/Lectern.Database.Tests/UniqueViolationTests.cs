using Lectern.Core.Launches;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests;

public sealed class UniqueViolationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_write_that_loses_against_a_unique_index_is_recognised(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var platform = Some.Platform();
        await database.AddAsync([platform, Some.Person(platform, subject: "ada")], Stop);

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => database.AddAsync([Some.Person(platform, subject: "ada")], Stop));

        Assert.True(database.Errors.IsUniqueViolation(failure));
    }

    [Theory, DatabaseData]
    public async Task A_write_that_loses_against_a_primary_key_is_recognised(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        UsedNonce Nonce() => new() { RegistrationId = Guid.Empty, Nonce = "once", ExpiresAt = Some.Instant };
        await database.AddAsync([Nonce()], Stop);

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => database.AddAsync([Nonce()], Stop));

        Assert.True(database.Errors.IsUniqueViolation(failure));
    }

    [Theory, DatabaseData]
    public async Task A_row_that_points_nowhere_is_another_kind_of_failure(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => database.AddAsync([Some.Person(Some.Platform())], Stop));

        Assert.False(database.Errors.IsUniqueViolation(failure));
    }

    [Theory, DatabaseData]
    public async Task Of_fifty_uses_of_a_nonce_at_once_exactly_one_wins(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);

        var uses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => UseAsync(database), Stop)));

        Assert.Equal(1, uses.Count(won => won));
        await using var context = database.CreateContext();
        Assert.Equal(1, await context.Nonces.CountAsync(Stop));
    }

    private static async Task<bool> UseAsync(TestDatabase database)
    {
        try
        {
            await database.AddAsync([new UsedNonce { RegistrationId = Guid.Empty, Nonce = "once", ExpiresAt = Some.Instant }], Stop);
            return true;
        }
        catch (DbUpdateException failure) when (database.Errors.IsUniqueViolation(failure))
        {
            return false;
        }
    }
}
