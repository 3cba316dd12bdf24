using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Tests.Status;

public sealed class WantedTests : IAsyncLifetime
{
    private readonly UploadBench bench = new();
    private Wanted wanted = null!;

    public async ValueTask InitializeAsync()
    {
        await bench.StartAsync();
        bench.NewUploader();
        wanted = new Wanted(bench.Folder, bench.Tool);
    }

    public async ValueTask DisposeAsync()
    {
        wanted.Dispose();
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task What_the_tool_wants_is_fetched_once_and_kept_for_the_next_run()
    {
        bench.Memory.Schedule = new Schedule("schedule-7", [Room.Booking(60, 120)]);

        var followed = await wanted.FollowAsync("settings-1", "schedule-7", UploadBench.Token);
        await wanted.FollowAsync("settings-1", "schedule-7", UploadBench.Token);

        Assert.True(followed);
        Assert.Equal(["GET /capture/schedule", "GET /capture/settings"], bench.Server.Seen);
        using var next = new Wanted(bench.Folder, bench.Tool);
        Assert.Equal(("settings-1", "schedule-7"), (next.Settings, next.Schedule));
        Assert.Equal("Algebra", new StoredFile<Schedule>(bench.Folder.Schedule, CaptureJson.Default.Schedule).Read()!.Bookings.Single().Title);
    }

    [Fact]
    public async Task A_version_that_is_told_and_not_there_any_more_changes_nothing()
    {
        await wanted.FollowAsync("settings-1", "schedule-1", UploadBench.Token);
        var before = await File.ReadAllBytesAsync(bench.Folder.Settings, UploadBench.Token);

        var followed = await wanted.FollowAsync("settings-2", "schedule-1", UploadBench.Token);

        Assert.True(followed);
        Assert.Equal(before, await File.ReadAllBytesAsync(bench.Folder.Settings, UploadBench.Token));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task An_answer_that_is_none_leaves_what_is_known(int status)
    {
        await wanted.FollowAsync("settings-1", "schedule-1", UploadBench.Token);
        bench.Server.Before = _ => status;

        var followed = await wanted.FollowAsync("settings-2", "schedule-2", UploadBench.Token);

        Assert.False(followed);
        Assert.Equal(("settings-1", "schedule-1"), (wanted.Settings, wanted.Schedule));
    }
}
