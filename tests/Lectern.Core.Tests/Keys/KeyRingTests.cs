using Lectern.Core.Keys;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Keys;

public sealed class KeyRingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly TempFolder _folder = new();

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

    [Theory, DatabaseData]
    public async Task What_lies_in_the_database_is_of_no_use_without_the_key_file(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var file = KeyFiles.In(_folder);
        file.ReadOrMake();

        var key = (await Ring(database, file).GetAsync(KeyPurpose.Tool, Stop))[0];

        await using var rows = database.CreateContext();
        var row = await rows.Keys.SingleAsync(stored => stored.Kid == key.Kid, Stop);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", key.Material, StringComparison.Ordinal);
        Assert.StartsWith($"sealed1.{file.Key.Id}.", row.Material, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", row.Material, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_moved_to_another_row_is_not_taken_for_that_rows_key()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var ring = Ring(database);
        await ring.GetAsync(KeyPurpose.Media, Stop);
        await ring.GetAsync(KeyPurpose.Ticket, Stop);
        await using (var rows = database.CreateContext())
        {
            var media = await rows.Keys.Where(key => key.Purpose == KeyPurpose.Media).Select(key => key.Material).SingleAsync(Stop);
            await rows.Keys.Where(key => key.Purpose == KeyPurpose.Ticket).ExecuteUpdateAsync(set => set.SetProperty(key => key.Material, media), Stop);
        }

        var fault = await Assert.ThrowsAsync<OperatorException>(async () => await Ring(database).GetAsync(KeyPurpose.Ticket, Stop));

        Assert.Equal("KEY-004", fault.Code);
    }

    public void Dispose() => _folder.Dispose();

    private KeyRing Ring(TestDatabase database, KeyFile? file = null)
    {
        file ??= KeyFiles.In(_folder);
        file.ReadOrMake();
        return new(database.Contexts, database.Errors, new KeyMaker(file, _time), file, _time);
    }
}
