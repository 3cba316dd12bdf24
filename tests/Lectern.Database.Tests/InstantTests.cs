using Lectern.Core.Launches;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests;

public sealed class InstantTests
{
    private static readonly DateTimeOffset s_before1970 = new(1969, 12, 31, 23, 59, 59, TimeSpan.Zero);

    // In the order of time, which is not the order of their text in any culture.
    private static readonly DateTimeOffset[] s_instants =
    [
        s_before1970, Some.Instant.AddMilliseconds(-1), Some.Instant, Some.Instant.AddMilliseconds(1), Some.Instant.AddHours(12), Some.Instant.AddYears(100),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Rows_are_ordered_by_their_instants(DatabaseEngine engine)
    {
        await using var database = await WithNoncesAsync(engine);
        await using var context = database.CreateContext();

        var rising = await context.Nonces.OrderBy(nonce => nonce.ExpiresAt).Select(nonce => nonce.ExpiresAt).ToListAsync(Stop);
        var falling = await context.Nonces.OrderByDescending(nonce => nonce.ExpiresAt).Select(nonce => nonce.ExpiresAt).ToListAsync(Stop);

        Assert.Equal(s_instants, rising);
        Assert.Equal(s_instants.Reverse(), falling);
    }

    [Theory, DatabaseData]
    public async Task Instants_compare_in_the_database_as_they_do_here(DatabaseEngine engine)
    {
        await using var database = await WithNoncesAsync(engine);
        await using var context = database.CreateContext();

        var past = await context.Nonces.CountAsync(nonce => nonce.ExpiresAt < Some.Instant, Stop);
        var pastOrNow = await context.Nonces.CountAsync(nonce => nonce.ExpiresAt <= Some.Instant, Stop);
        var now = await context.Nonces.CountAsync(nonce => nonce.ExpiresAt == Some.Instant, Stop);

        Assert.Equal((2, 3, 1), (past, pastOrNow, now));
    }

    [Theory, DatabaseData]
    public async Task Expired_rows_are_deleted_in_one_statement_and_the_others_stay(DatabaseEngine engine)
    {
        await using var database = await WithNoncesAsync(engine);
        await using var context = database.CreateContext();

        var deleted = await context.Nonces.Where(nonce => nonce.ExpiresAt <= Some.Instant).ExecuteDeleteAsync(Stop);

        Assert.Equal(3, deleted);
        Assert.Equal(s_instants[3..], await context.Nonces.OrderBy(nonce => nonce.ExpiresAt).Select(nonce => nonce.ExpiresAt).ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task An_instant_can_be_moved_by_an_update_without_reading_the_row(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = Some.Classroom();
        var video = Some.Video(room.Collection, room.Teacher);
        var job = Some.Job(video);
        await database.AddAsync([.. room.Rows, video, job], Stop);
        await using var context = database.CreateContext();
        var later = Some.Instant.AddSeconds(30);

        var moved = await context.Jobs
            .Where(row => row.Id == job.Id && row.NotBefore <= Some.Instant)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NotBefore, later).SetProperty(row => row.HeartbeatAt, later), Stop);

        Assert.Equal(1, moved);
        var read = await context.Jobs.SingleAsync(Stop);
        Assert.Equal((later, later), (read.NotBefore, read.HeartbeatAt));
    }

    private static async Task<TestDatabase> WithNoncesAsync(DatabaseEngine engine)
    {
        var database = await TestDatabase.CreateAsync(engine, Stop);
        int[] shuffled = [3, 0, 5, 2, 4, 1];
        await database.AddAsync(
            shuffled.Select(index => new UsedNonce { RegistrationId = Guid.Empty, Nonce = $"nonce {index}", ExpiresAt = s_instants[index] }), Stop);
        return database;
    }
}
