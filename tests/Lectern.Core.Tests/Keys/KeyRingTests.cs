using Lectern.Core.Keys;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Keys;

public sealed class KeyRingTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Of_twenty_machines_that_start_at_once_all_have_the_same_first_key(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);

        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await Ring(database).GetSigningKeyAsync(KeyPurpose.Ticket, Stop), Stop)));

        Assert.Single(keys.Select(key => key.Kid).Distinct());
        await using var rows = database.CreateContext();
        Assert.Equal(1, await rows.Keys.CountAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task Tool_keys_begin_as_two_and_the_waiting_one_signs_next(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var ring = Ring(database);
        var first = await ring.GetAsync(KeyPurpose.Tool, Stop);

        await ring.RotateAsync(KeyPurpose.Tool, "test", Stop);

        var waiting = Assert.Single(first, key => key.ActiveFrom is null);
        Assert.Equal(2, first.Count);
        Assert.Equal(waiting.Kid, (await ring.GetSigningKeyAsync(KeyPurpose.Tool, Stop)).Kid);
        Assert.Single(await ring.GetAsync(KeyPurpose.Tool, Stop), key => key.ActiveFrom is null);
    }

    [Theory]
    [InlineData(KeyPurpose.State)]
    [InlineData(KeyPurpose.Ticket)]
    [InlineData(KeyPurpose.Media)]
    public async Task A_new_key_signs_only_when_every_machine_has_read_it(KeyPurpose purpose)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var (here, there) = (Ring(database), Ring(database));
        var old = await there.GetSigningKeyAsync(purpose, Stop);
        _time.Advance(TimeSpan.FromSeconds(30));
        await here.RotateAsync(purpose, "test", Stop);

        for (var second = 0; second < 180; second += 5)
        {
            var signing = await here.GetSigningKeyAsync(purpose, Stop);
            Assert.Contains(signing.Kid, (await there.GetAsync(purpose, Stop)).Select(key => key.Kid));
            Assert.Equal(second < 120, signing.Kid == old.Kid);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Contains(old.Kid, (await here.GetAsync(purpose, Stop)).Select(key => key.Kid));
    }

    [Fact]
    public async Task Who_rotated_which_key_is_audited()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);

        await Ring(database).RotateAsync(KeyPurpose.Media, "console", Stop);

        await using var rows = database.CreateContext();
        var entry = await rows.Audit.SingleAsync(Stop);
        Assert.Equal(("console", "key.rotate", "Media"), (entry.Actor, entry.Act, entry.Detail));
    }

    private KeyRing Ring(TestDatabase database) => new(database.Contexts, database.Errors, new KeyMaker(_time), _time);
}
