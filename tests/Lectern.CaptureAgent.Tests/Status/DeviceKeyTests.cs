using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.CaptureAgent.Tests.Status;

/// <summary>A key that changes, and every place where the agent can die while it does.</summary>
public sealed class DeviceKeyTests : IAsyncLifetime
{
    private readonly UploadBench bench = new();
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        await bench.StartAsync();
        bench.NewUploader();
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_key_is_changed_once_a_month()
    {
        var first = Device.Key;

        await ChangeAsync();
        var early = Device.Key;
        clock.Advance(TimeSpan.FromDays(31));
        await ChangeAsync();
        await ChangeAsync();

        Assert.Equal(first, early);
        Assert.NotEqual(first, Device.Key);
        Assert.Equal(2, bench.Memory.Keys.Count);
        Assert.True(await OpensAsync());
    }

    [Fact]
    public async Task Once_the_new_key_was_used_the_old_one_is_not_needed()
    {
        var first = Device.Key;
        clock.Advance(TimeSpan.FromDays(31));
        await ChangeAsync();

        bench.Memory.Keys.Remove(DeviceKey.HashOf(first));

        Assert.True(await OpensAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_agent_that_dies_before_it_hears_of_its_change_is_let_in_by_one_of_its_keys(bool toolHasTurned)
    {
        var first = Device.Key;
        clock.Advance(TimeSpan.FromDays(31));
        bench.Server.LosesAnswer = _ => true;
        await ChangeAsync();
        bench.Server.LosesAnswer = null;
        if (toolHasTurned)
        {
            bench.Memory.Keys.Remove(DeviceKey.HashOf(first));
        }

        bench.NewUploader();

        Assert.True(await OpensAsync());
        Assert.Equal(toolHasTurned, Device.Key != first);
        await ChangeAsync();
        Assert.True(await OpensAsync());
    }

    [Fact]
    public async Task A_tool_that_was_restored_from_before_the_change_is_opened_by_the_key_before()
    {
        var first = Device.Key;
        clock.Advance(TimeSpan.FromDays(31));
        await ChangeAsync();

        bench.Memory.Keys.IntersectWith([DeviceKey.HashOf(first)]);

        Assert.True(await OpensAsync());
        Assert.Equal(first, Device.Key);
    }

    [Fact]
    public async Task A_key_is_sent_to_the_tool_it_is_for_and_to_nobody_else()
    {
        await using var stranger = new ToolServer(bench.Memory);
        await stranger.StartAsync();
        string? seen = "";
        stranger.Before = context =>
        {
            seen = context.Request.Headers.Authorization;
            return 204;
        };

        using var response = await bench.Tool.Http.GetAsync(new Uri(stranger.Address, CapturePaths.Settings), UploadBench.Token);

        Assert.Null(seen);
    }

    private DeviceFile Device => new DeviceStore(bench.Folder).Read()!;

    private async Task ChangeAsync()
    {
        using var care = new KeyCare(new DeviceStore(bench.Folder), bench.Tool, clock, NullLogger<KeyCare>.Instance);
        await care.ChangeIfDueAsync(UploadBench.Token);
    }

    private async Task<bool> OpensAsync() => (await bench.Tool.GetAsync(CapturePaths.Settings, version: null, UploadBench.Token)).IsSuccess;
}
