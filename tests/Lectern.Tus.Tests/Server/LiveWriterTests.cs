using Lectern.Tus.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Tus.Tests.Server;

/// <summary>Against the server object itself, with a clock of the test's: what counts as quiet, and for how long a request waits.</summary>
public sealed class LiveWriterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryTusStore _store = new();
    private readonly TusServer _server;

    public LiveWriterTests() => _server = new TusServer(_store, new TusServerOptions { KeepUnfinished = TimeSpan.FromDays(1) }, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Refusal", "UPL-012")]
    public async Task A_writer_that_still_moves_keeps_its_lock()
    {
        var id = await CreateAsync(1_000_000);
        using var moving = new ScriptedBody();
        var first = _server.HandleAsync(Patch(id, 0, moving), NoHooks.Instance, Token);
        await moving.GiveAsync(1);

        var second = _server.HandleAsync(Patch(id, 0, new MemoryStream(new byte[100])), NoHooks.Instance, Token);
        while (!second.IsCompleted)
        {
            await moving.GiveAsync(1);
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }

        var refused = await second;
        moving.End();
        Assert.Equal(423, refused.Status);
        Assert.Equal("UPL-012", refused.Problem?.Code);
        Assert.Equal(204, (await first).Status);
    }

    [Fact]
    public async Task Head_beside_a_writer_that_still_moves_tells_the_durable_offset()
    {
        var id = await CreateAsync(1_000_000);
        using var moving = new ScriptedBody();
        var first = _server.HandleAsync(Patch(id, 0, moving), NoHooks.Instance, Token);
        await moving.GiveAsync(1);

        var head = _server.HandleAsync(Request("HEAD", id), NoHooks.Instance, Token);
        while (!head.IsCompleted)
        {
            await moving.GiveAsync(1);
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }

        moving.End();
        Assert.Equal(200, (await head).Status);
        Assert.Equal("0", (await head).Headers["Upload-Offset"]);
        Assert.Equal(204, (await first).Status);
    }

    [Fact]
    public async Task Sweeping_leaves_an_upload_alone_while_it_is_written()
    {
        var id = await CreateAsync(1_000_000);
        using var moving = new ScriptedBody();
        var patch = _server.HandleAsync(Patch(id, 0, moving), NoHooks.Instance, Token);
        await moving.GiveAsync(1);
        _time.Advance(TimeSpan.FromDays(30));

        var swept = await _server.SweepAsync(NoHooks.Instance, Token);

        moving.End();
        Assert.Equal(0, swept);
        Assert.Equal(204, (await patch).Status);
    }

    private static TusRequest Request(string method, string? id, params (string Name, string Value)[] headers)
    {
        var all = headers.Append(("Tus-Resumable", "1.0.0")).ToDictionary(h => h.Item1, h => h.Item2, StringComparer.OrdinalIgnoreCase);
        return new TusRequest { Method = method, Header = all.GetValueOrDefault, Owner = "me", CollectionUrl = "/files", UploadId = id };
    }

    private static TusRequest Patch(string id, long offset, Stream body)
        => Request("PATCH", id, ("Upload-Offset", $"{offset}"), ("Content-Type", TusHeaders.OffsetOctetStream)) with { Body = body };

    private async Task<string> CreateAsync(long length)
    {
        var created = await _server.HandleAsync(Request("POST", null, ("Upload-Length", $"{length}")), NoHooks.Instance, Token);
        return created.Headers["Location"].Split('/')[^1];
    }
}
