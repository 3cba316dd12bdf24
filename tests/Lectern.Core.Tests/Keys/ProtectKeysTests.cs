using System.Xml.Linq;
using Lectern.Core.Keys;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Keys;

public sealed class ProtectKeysTests : IDisposable
{
    private const string OldTicketKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Keys_of_an_older_version_are_encrypted_and_stay_what_they_were(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        await database.AddAsync([OldKey()], Stop);

        // Two machines at once, and once more.
        await Task.WhenAll(ProtectAsync(database), ProtectAsync(database));
        await ProtectAsync(database);

        await using var rows = database.CreateContext();
        Assert.StartsWith("sealed1.", (await rows.Keys.SingleAsync(Stop)).Material, StringComparison.Ordinal);
        Assert.Equal(OldTicketKey, (await Ring(database).GetSigningKeyAsync(KeyPurpose.Ticket, Stop)).Material);
    }

    [Theory, DatabaseData]
    public async Task With_encrypted_keys_and_no_file_it_says_so_and_makes_none(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        await database.AddAsync([OldKey()], Stop);
        await ProtectAsync(database);
        File.Delete(_folder.File("lectern.key"));

        var fault = await Assert.ThrowsAsync<OperatorException>(() => ProtectAsync(database));

        Assert.Equal("KEY-001", fault.Code);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Another_key_file_is_told_from_a_damaged_row()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        await database.AddAsync([OldKey()], Stop);
        await ProtectAsync(database);
        KeyFile.Write(_folder.File("lectern.key"), RootKey.Create(), replace: true);

        var fault = await Assert.ThrowsAsync<OperatorException>(() => ProtectAsync(database));

        Assert.Equal("KEY-002", fault.Code);
    }

    [Theory, DatabaseData]
    public async Task The_ring_of_the_web_server_is_sealed_in_the_database_and_needs_the_same_file(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var ring = new ProtectionRing(database.Contexts, KeyFiles.In(_folder), _time);
        await ProtectAsync(database);
        var hidden = ring.Seal(new XElement("masterKey", "c2VjcmV0"));
        ring.Add("key-1", new XElement("key", new XElement("descriptor", hidden)));

        var read = Assert.Single(ring.Read());
        File.Delete(_folder.File("lectern.key"));
        var fault = await Assert.ThrowsAsync<OperatorException>(() => ProtectAsync(database));

        Assert.DoesNotContain("c2VjcmV0", read.ToString(), StringComparison.Ordinal);
        Assert.Equal("c2VjcmV0", ring.Open(read.Descendants("sealed").Single()).Value);
        Assert.Equal("KEY-001", fault.Code);
    }

    public void Dispose() => _folder.Dispose();

    private static StoredKey OldKey() => new()
    {
        Purpose = KeyPurpose.Ticket,
        Sequence = 1,
        Kid = "old",
        Material = OldTicketKey,
        CreatedAt = Some.Instant,
        ActiveFrom = Some.Instant,
    };

    private Task ProtectAsync(TestDatabase database)
    {
        var file = KeyFiles.In(_folder);
        return new ProtectKeys(database.Contexts, file, new ProtectionRing(database.Contexts, file, _time)).RunAsync(Stop);
    }

    private KeyRing Ring(TestDatabase database)
    {
        var file = KeyFiles.In(_folder);
        return new KeyRing(database.Contexts, database.Errors, new KeyMaker(file, _time), file, _time);
    }
}
