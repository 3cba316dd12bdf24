using Lectern.Tus.Files;
using Lectern.Tus.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Tus.Tests.Server;

/// <summary>"Expiration", with a clock of the test's.</summary>
public sealed class ExpirationTests : IDisposable
{
    private const string Monday = "Mon, 07 Sep 2026 08:00:00 GMT";
    private const string Tuesday = "Tue, 08 Sep 2026 08:00:00 GMT";
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 6, 8, 0, 0, 500, TimeSpan.Zero));
    private readonly RecordingHooks _hooks = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Options_claim_it_where_the_host_says_how_long()
    {
        var claimed = await NewServer().HandleAsync(Request("OPTIONS", null), _hooks, Token);

        Assert.Equal("creation,creation-with-upload,checksum,expiration,termination", claimed.Headers["Tus-Extension"]);
    }

    [Fact]
    public async Task Each_answer_for_an_unfinished_upload_says_when_it_expires_and_that_moves_with_its_bytes()
    {
        var server = NewServer();
        var created = await CreateAsync(server);
        var id = IdOf(created);
        var head = await server.HandleAsync(Request("HEAD", id), _hooks, Token);
        _time.Advance(TimeSpan.FromHours(24));

        var patch = await server.HandleAsync(Patch(id, 0, [1]), _hooks, Token);
        var refused = await server.HandleAsync(Patch(id, 0, [1]), _hooks, Token);

        Assert.Equal((Monday, Monday), (created.Headers["Upload-Expires"], head.Headers["Upload-Expires"]));
        Assert.Equal((204, Tuesday), (patch.Status, patch.Headers["Upload-Expires"]));
        Assert.Equal((409, Tuesday), (refused.Status, refused.Headers["Upload-Expires"]));
    }

    [Fact]
    public async Task A_whole_upload_does_not_expire()
    {
        var server = NewServer();
        var id = IdOf(await CreateAsync(server));

        var patch = await server.HandleAsync(Patch(id, 0, [1, 2, 3]), _hooks, Token);
        _time.Advance(TimeSpan.FromDays(3));
        var head = await server.HandleAsync(Request("HEAD", id), _hooks, Token);

        Assert.DoesNotContain("Upload-Expires", patch.Headers.Keys);
        Assert.Equal(200, head.Status);
        Assert.DoesNotContain("Upload-Expires", head.Headers.Keys);
    }

    [Fact]
    public async Task Nothing_expires_where_the_host_keeps_uploads_for_ever()
    {
        var server = NewServer(keep: false);
        var created = await CreateAsync(server);
        _time.Advance(TimeSpan.FromDays(3650));

        var swept = await server.SweepAsync(_hooks, Token);
        var patch = await server.HandleAsync(Patch(IdOf(created), 0, [1]), _hooks, Token);

        Assert.Equal((0, 204), (swept, patch.Status));
        Assert.DoesNotContain("Upload-Expires", created.Headers.Keys.Concat(patch.Headers.Keys));
    }

    [Fact]
    [Trait("Refusal", "UPL-023")]
    public async Task An_upload_past_its_time_is_gone_whether_it_was_cleared_away_or_not()
    {
        var server = NewServer();
        var id = IdOf(await CreateAsync(server));
        _time.Advance(TimeSpan.FromHours(24));
        var inTime = await server.HandleAsync(Request("HEAD", id), _hooks, Token);
        _time.Advance(TimeSpan.FromSeconds(1));

        var head = await server.HandleAsync(Request("HEAD", id), _hooks, Token);
        var patch = await server.HandleAsync(Patch(id, 0, [1]), _hooks, Token);
        var swept = await server.SweepAsync(_hooks, Token);
        var after = await server.HandleAsync(Patch(id, 0, [1]), _hooks, Token);

        Assert.Equal((200, 410, 410, 404), (inTime.Status, head.Status, patch.Status, after.Status));
        Assert.Equal("UPL-023", patch.Problem?.Code);
        Assert.Equal(1, swept);
    }

    [Fact]
    public async Task An_upload_is_not_cleared_away_before_the_time_it_was_told()
    {
        var server = NewServer();
        await CreateAsync(server);
        _time.SetUtcNow(DateTimeOffset.Parse(Monday, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(0, await server.SweepAsync(_hooks, Token));
    }

    private TusServer NewServer(bool keep = true) => new(
        new FileTusStore(new FileTusStoreOptions { Root = _folder.Path, KeepFreeBytes = 0 }, _time),
        new TusServerOptions { KeepUnfinished = keep ? TimeSpan.FromHours(24) : null },
        _time);

    private Task<TusResponse> CreateAsync(TusServer server) => server.HandleAsync(Request("POST", null, ("Upload-Length", "3")), _hooks, Token);

    private static string IdOf(TusResponse created) => created.Headers["Location"].Split('/')[^1];

    private static TusRequest Request(string method, string? id, params (string Name, string Value)[] headers)
    {
        var all = headers.Append(("Tus-Resumable", "1.0.0")).ToDictionary(h => h.Item1, h => h.Item2, StringComparer.OrdinalIgnoreCase);
        return new TusRequest { Method = method, Header = all.GetValueOrDefault, Owner = "me", CollectionUrl = "/files", UploadId = id };
    }

    private static TusRequest Patch(string id, long offset, byte[] bytes)
        => Request("PATCH", id, ("Upload-Offset", $"{offset}"), ("Content-Type", TusHeaders.OffsetOctetStream)) with { Body = new MemoryStream(bytes) };
}
