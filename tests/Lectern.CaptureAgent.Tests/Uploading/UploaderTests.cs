using System.Text.Json;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.CaptureAgent.Uploading;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.CaptureAgent.Tests.Uploading;

public sealed class UploaderTests : IAsyncLifetime
{
    private readonly UploadBench bench = new();

    public async ValueTask InitializeAsync() => await bench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_recording_is_verified_while_it_is_made_and_forgotten_after_its_end()
    {
        var pieces = await Pieces.LargeAsync();
        var start = UploadBench.Start();
        using var writer = UploadBench.Begin(bench.Spool, start);
        UploadBench.Write(writer, pieces.Take(30));
        var uploader = bench.NewUploader();
        await uploader.StartAsync(UploadBench.Token);

        await Room.UntilAsync(() => Held(start)?.Lines.Count == 30);
        UploadBench.Write(writer, pieces.Skip(30).Take(2));
        writer.Dispose();
        await Room.UntilAsync(() => Held(start)?.Lines.Count == 32);
        var isForgottenEarly = bench.Spool.Recordings.Count == 0;
        var expected = bench.BytesOf(start.Id);
        bench.Spool.TryEnd(start.Id, Pieces.At(50).At, []);
        await Room.UntilAsync(() => bench.Spool.Recordings.Count == 0);
        await uploader.StopAsync(UploadBench.Token);

        Assert.False(isForgottenEarly);
        Assert.Equal("Algebra 0", bench.Memory.Recordings[start.Id].Title);
        bench.AssertVerified(expected);
        Assert.Empty(Directory.GetDirectories(bench.Folder.Spool));
    }

    [Fact]
    public async Task A_part_that_goes_on_is_sent_some_seconds_at_a_time()
    {
        var pieces = await Pieces.LargeAsync();
        using var writer = UploadBench.Begin(bench.Spool, UploadBench.Start());
        UploadBench.Write(writer, pieces.Take(1 + 6));
        var uploader = bench.NewUploader();
        await StepUntilIdleAsync(uploader);
        var early = Count("PATCH");

        UploadBench.Write(writer, pieces.Skip(1 + 6).Take(3));
        await StepUntilIdleAsync(uploader);

        Assert.Equal((0, 1), (early, Count("PATCH")));
    }

    [Fact]
    public async Task All_parts_of_all_sources_arrive_and_what_the_tool_holds_is_marked()
    {
        var start = UploadBench.Start();
        await bench.RecordAsync(start, "slides", "sound");
        var expected = await bench.RecordAsync(start, "sound");

        await bench.FinishAsync(bench.NewAgent());

        Assert.Equal(3, expected.Count);
        bench.AssertVerified(expected);
        Assert.Equal(["slides", "sound"], bench.Memory.Recordings[start.Id].Sources.Select(source => source.Name).Order());
    }

    [Fact]
    public async Task A_source_that_joins_later_is_told_of()
    {
        var pieces = await Pieces.SoundAsync();
        var start = UploadBench.Start();
        using var first = UploadBench.Begin(bench.Spool, start, "sound");
        UploadBench.Write(first, pieces);
        var uploader = bench.NewUploader();
        await StepUntilIdleAsync(uploader);

        using var second = UploadBench.Begin(bench.Spool, start, "slides");
        UploadBench.Write(second, pieces);
        await StepUntilIdleAsync(uploader);

        Assert.Equal(pieces.Count, bench.Memory.Parts[(start.Id, "slides", 1)].Lines.Count);
    }

    [Fact]
    public async Task The_newest_recording_goes_first_and_older_ones_go_on_as_well()
    {
        var old = await bench.RecordAsync(UploadBench.Start(1));
        var older = await bench.RecordAsync(UploadBench.Start(0));
        var newest = UploadBench.Start(2);
        using var writer = UploadBench.Begin(bench.Spool, newest);
        UploadBench.Write(writer, (await Pieces.LargeAsync()).Take(20));
        var uploader = bench.NewUploader();

        await uploader.RoundAsync(UploadBench.Token);
        var first = bench.Server.Seen.First();
        var newestIsThere = Held(newest)?.Lines.Count == 20;
        await StepUntilIdleAsync(uploader);

        Assert.Equal(($"PUT /capture/recordings/{newest.Id:n}", true), (first, newestIsThere));
        bench.AssertVerified(old);
        bench.AssertVerified(older);
        Assert.Equal(newest.Id, Assert.Single(bench.Spool.Recordings).Id);
    }

    [Fact]
    public async Task A_recording_that_is_refused_keeps_no_other_from_going()
    {
        var refused = UploadBench.Start(1);
        await bench.RecordAsync(refused);
        var taken = await bench.RecordAsync(UploadBench.Start(0));
        bench.Server.Before = context => context.Request.Path.Value!.Contains($"{refused.Id:n}", StringComparison.Ordinal) ? 403 : null;
        var uploader = bench.NewUploader();
        await uploader.StartAsync(UploadBench.Token);

        await Room.UntilAsync(() => bench.Spool.Recordings.Count == 1);
        bench.Server.Before = _ => null;
        await Room.UntilAsync(() => bench.Spool.Recordings.Count == 0);
        await uploader.StopAsync(UploadBench.Token);

        bench.AssertVerified(taken);
    }

    [Fact]
    public async Task A_revoked_device_loses_nothing_and_says_so()
    {
        var expected = await bench.RecordAsync(UploadBench.Start());
        var keys = bench.Memory.Keys.ToList();
        bench.Memory.Keys.Clear();
        var uploader = bench.NewUploader();
        await uploader.StartAsync(UploadBench.Token);

        await Room.UntilAsync(() => bench.Tool.Problem is not null);
        var problem = bench.Tool.Problem;
        bench.Memory.Keys.UnionWith(keys);
        await Room.UntilAsync(() => bench.Spool.Recordings.Count == 0);
        await uploader.StopAsync(UploadBench.Token);

        Assert.Equal("CAP-002 This device was revoked.", problem);
        Assert.Null(bench.Tool.Problem);
        bench.AssertVerified(expected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_machine_that_was_enrolled_anew_brings_all_that_its_old_device_had_begun_to_bring(bool restarted)
    {
        var start = UploadBench.Start();
        var expected = await bench.RecordAsync(start, "slides", "sound");
        bench.Server.Before = context => bench.Memory.Parts.Values.Any(part => part.Lines.Count > 0) ? 503 : null;
        var uploader = bench.NewUploader();
        await StepsAsync(uploader);

        bench.Memory.Device = Guid.CreateVersion7();
        var store = new DeviceStore(bench.Folder);
        store.Write(store.Read()! with { Device = bench.Memory.Device });
        bench.Server.Before = context => context.Request.Path.Value!.Contains($"{start.Id:n}", StringComparison.Ordinal) ? 404 : null;
        await bench.FinishAsync(restarted ? bench.NewAgent() : uploader);

        var name = bench.Memory.Verified.Keys.Select(part => part.Recording).Distinct().Single();
        Assert.NotEqual(start.Id, name);
        bench.AssertVerified(expected.ToDictionary(part => (name, part.Key.Source, part.Key.Part), part => part.Value));
    }

    [Fact]
    public async Task Bytes_go_no_faster_than_the_room_grants()
    {
        var clock = new HurriedTime();
        var expected = await bench.RecordAsync(UploadBench.Start());
        var settings = new AgentSettings { Version = "1", Room = "A 101", Sources = [], BytesPerSecond = 500_000 };
        DurableFile.Replace(bench.Folder.Settings, JsonSerializer.SerializeToUtf8Bytes(settings, CaptureJson.Default.AgentSettings));
        var began = clock.GetTimestamp();

        await bench.FinishAsync(bench.NewUploader(clock));

        var most = expected.Values.Single().Length / 500_000;
        Assert.True(clock.GetElapsedTime(began) > TimeSpan.FromSeconds(most - 2), $"{clock.GetElapsedTime(began)}");
        bench.AssertVerified(expected);
    }

    [Fact]
    public async Task A_tool_that_wants_to_be_left_alone_is_left_alone()
    {
        await bench.RecordAsync(UploadBench.Start());
        bench.Server.Before = context =>
        {
            context.Response.Headers.RetryAfter = "120";
            return 503;
        };
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var uploader = bench.NewUploader(clock);
        await uploader.StartAsync(UploadBench.Token);
        await Room.UntilAsync(() => bench.Server.Seen.Count == 1);
        await Task.Delay(200, UploadBench.Token);

        clock.Advance(TimeSpan.FromSeconds(119));
        await Task.Delay(200, UploadBench.Token);
        var early = bench.Server.Seen.Count;
        clock.Advance(TimeSpan.FromSeconds(2));
        await Room.UntilAsync(() => bench.Server.Seen.Count == 2);
        await uploader.StopAsync(UploadBench.Token);

        Assert.Equal(1, early);
    }

    [Fact]
    public async Task What_is_queued_is_known_before_and_while_it_goes()
    {
        var start = UploadBench.Start();
        var bytes = (await bench.RecordAsync(start)).Values.Single().Length;
        var recording = bench.Spool.Find(start.Id)!;
        var before = (bench.Ledger.QueuedBytes(recording), bench.Ledger.OldestQueued(recording));
        var uploader = bench.NewUploader();

        await uploader.RoundAsync(UploadBench.Token);

        Assert.Equal((bytes, start.StartedAt), before);
        Assert.Equal(0, bench.Ledger.QueuedBytes(recording));
        Assert.Null(bench.Ledger.OldestQueued(recording));
    }

    [Fact]
    public async Task A_machine_that_is_not_enrolled_asks_nothing()
    {
        File.Delete(bench.Folder.Device);
        await bench.RecordAsync(UploadBench.Start());
        var uploader = bench.NewUploader();
        await uploader.StartAsync(UploadBench.Token);

        await Task.Delay(200, UploadBench.Token);
        await uploader.StopAsync(UploadBench.Token);

        Assert.Empty(bench.Server.Seen);
        Assert.Single(bench.Spool.Recordings);
    }

    private HeldPart? Held(RecordingStart start) => bench.Memory.Parts.GetValueOrDefault((start.Id, "sound", 1));

    private int Count(string method) => bench.Server.Seen.Count(request => request.StartsWith(method, StringComparison.Ordinal));

    private static async Task StepUntilIdleAsync(Uploader uploader)
    {
        while (await StepAsync(uploader) != StepOutcome.Idle)
        {
        }
    }

    private static async Task StepsAsync(Uploader uploader)
    {
        while (await StepAsync(uploader) == StepOutcome.Progress)
        {
        }
    }

    private static async Task<StepOutcome> StepAsync(Uploader uploader) => (await uploader.RoundAsync(UploadBench.Token)).Outcome;
}
