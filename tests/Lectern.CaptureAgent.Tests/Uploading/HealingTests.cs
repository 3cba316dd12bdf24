using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.CaptureAgent.Tests.Uploading;

/// <summary>Everything that can break between agent and tool, and every byte that arrives all the same.</summary>
public sealed class HealingTests : IAsyncLifetime
{
    private readonly UploadBench bench = new();

    public async ValueTask InitializeAsync() => await bench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Connections_that_break_in_the_middle_of_bytes_cost_only_time()
    {
        var expected = await bench.RecordAsync(UploadBench.Start(), "slides", "sound");
        foreach (var cut in new[] { 1, 300_000, 4_000_000, 0, 100, 2_000_000 })
        {
            bench.Server.Cuts.Enqueue(cut);
        }

        await bench.FinishAsync(bench.NewAgent());

        Assert.Empty(bench.Server.Cuts);
        bench.AssertVerified(expected);
    }

    [Fact]
    public async Task On_a_line_that_carries_little_before_it_breaks_requests_become_small_enough()
    {
        var expected = await bench.RecordAsync(UploadBench.Start());
        var patches = 0;
        bench.Server.Before = context =>
        {
            if (context.Request is { Method: "PATCH", ContentLength: > 300_000 } && ++patches > 0)
            {
                bench.Server.Cuts.Enqueue(300_000);
            }

            return null;
        };

        await bench.FinishAsync(bench.NewAgent());

        bench.AssertVerified(expected);
        Assert.InRange(patches, 4, 30);
    }

    [Fact]
    public async Task A_tool_that_was_out_of_reach_for_a_day_hears_of_it_within_minutes_and_gets_every_byte()
    {
        var expected = await bench.RecordAsync(UploadBench.Start());
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var uploader = bench.NewAgent(clock);
        await bench.Server.StopAsync();
        await uploader.StartAsync(UploadBench.Token);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromDays(1); passed += TimeSpan.FromMinutes(5))
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            await Task.Delay(2, UploadBench.Token);
        }

        Assert.Single(bench.Spool.Recordings);
        bench.Server.Seen.Clear();
        await bench.Server.StartAsync();
        var waited = TimeSpan.Zero;
        for (; bench.Server.Seen.IsEmpty && waited < TimeSpan.FromMinutes(10); waited += TimeSpan.FromSeconds(15))
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(10, UploadBench.Token);
        }

        await Room.UntilAsync(() => bench.Spool.Recordings.Count == 0);
        await uploader.StopAsync(UploadBench.Token);
        Assert.InRange(waited, TimeSpan.Zero, TimeSpan.FromMinutes(6));
        bench.AssertVerified(expected);
    }

    [Fact]
    public async Task Each_answer_may_be_lost_after_its_request_was_carried_out()
    {
        var expected = await bench.RecordAsync(UploadBench.Start(), "slides", "sound");
        var kept = 0L;
        var lost = new HashSet<string>();
        bench.Server.LosesAnswer = context =>
        {
            kept += context is { Request.Method: "PATCH", Response.StatusCode: 204 } ? context.Request.ContentLength ?? 0 : 0;
            return lost.Add($"{context.Request.Method} {context.Request.Path} {context.Request.Headers["Upload-Offset"]}");
        };

        await bench.FinishAsync(bench.NewAgent());

        bench.AssertVerified(expected);
        Assert.Equal(expected.Values.Sum(part => part.LongLength), kept);
    }

    [Fact]
    public async Task A_tool_that_is_started_anew_is_gone_on_with()
    {
        var expected = await bench.RecordAsync(UploadBench.Start(), "slides", "sound");
        var uploader = bench.NewAgent();
        await uploader.StartAsync(UploadBench.Token);

        for (var round = 0; round < 3; round++)
        {
            var before = bench.Server.Seen.Count;
            await Room.UntilAsync(() => bench.Server.Seen.Count > before + 2 || bench.Spool.Recordings.Count == 0);
            await bench.Server.StopAsync();
            await Task.Delay(100, UploadBench.Token);
            await bench.Server.StartAsync();
        }

        await Room.UntilAsync(() => bench.Spool.Recordings.Count == 0, 60);
        await uploader.StopAsync(UploadBench.Token);
        bench.AssertVerified(expected);
    }

    [Fact]
    public async Task An_agent_that_dies_after_any_request_goes_on_and_repeats_no_byte_that_was_kept()
    {
        var expected = await bench.RecordAsync(UploadBench.Start(), "slides", "sound");
        var bytes = expected.Values.Sum(part => part.LongLength);
        var kept = 0L;
        var died = 0;
        for (var allowed = 1; bench.Spool.Recordings.Count > 0; allowed = allowed % 8 + 1)
        {
            var requests = 0;
            var isDead = false;
            bench.Server.Before = _ => isDead ? 503 : null;
            bench.Server.LosesAnswer = context =>
            {
                kept += context is { Request.Method: "PATCH", Response.StatusCode: 204 } ? context.Request.ContentLength ?? 0 : 0;
                return isDead = isDead || ++requests == allowed;
            };
            var uploader = bench.NewAgent();
            await uploader.StartAsync(UploadBench.Token);
            await Room.UntilAsync(() => isDead || bench.Spool.Recordings.Count == 0);
            await uploader.StopAsync(UploadBench.Token);
            died += isDead ? 1 : 0;
        }

        bench.AssertVerified(expected);
        Assert.Equal(bytes, kept);
        Assert.True(died >= 8, $"It died {died} times only.");
    }

    [Fact]
    public async Task A_recording_that_was_verified_without_our_hearing_it_is_forgotten_and_not_sent_again()
    {
        await bench.RecordAsync(UploadBench.Start());
        bench.Server.LosesAnswer = _ => bench.Memory.Ended.Count > 0;
        var uploader = bench.NewAgent();
        await uploader.StartAsync(UploadBench.Token);
        await Room.UntilAsync(() => bench.Memory.Ended.Count > 0);
        await uploader.StopAsync(UploadBench.Token);
        bench.Server.LosesAnswer = null;
        bench.Server.Seen.Clear();

        await bench.FinishAsync(bench.NewAgent());

        Assert.DoesNotContain(bench.Server.Seen, request => request.Contains("/uploads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_the_tool_has_damaged_are_sent_again()
    {
        var start = UploadBench.Start();
        var expected = await bench.RecordAsync(start);
        var damaged = 0;
        bench.Server.Before = context =>
        {
            if (context.Request is { Method: "POST", Path.Value: { } path } && path.EndsWith("/fragments", StringComparison.Ordinal) && Interlocked.Increment(ref damaged) == 1)
            {
                using var file = File.OpenHandle(bench.Memory.Store.PathOf(bench.Memory.Parts.Values.Single().Upload), FileMode.Open, FileAccess.Write);
                RandomAccess.Write(file, "not what was recorded"u8, 100_000);
            }

            return null;
        };

        await bench.FinishAsync(bench.NewAgent());

        Assert.Contains(bench.Server.Seen, request => request.StartsWith("DELETE", StringComparison.Ordinal));
        bench.AssertVerified(expected);
    }

    [Fact]
    public async Task An_upload_that_the_tool_has_forgotten_is_made_anew()
    {
        var expected = await bench.RecordAsync(UploadBench.Start());
        var patches = 0;
        bench.Server.Before = context =>
        {
            if (context.Request.Method == "PATCH" && Interlocked.Increment(ref patches) == 2)
            {
                var upload = bench.Memory.Parts.Values.Single().Upload;
                bench.Memory.Forget(upload);
                bench.Memory.Store.DeleteAsync(upload, default).GetAwaiter().GetResult();
            }

            return null;
        };

        await bench.FinishAsync(bench.NewAgent());

        bench.AssertVerified(expected);
    }

    [Fact]
    public async Task A_tool_restored_from_before_the_recording_is_told_of_it_anew()
    {
        var expected = await bench.RecordAsync(UploadBench.Start(), "slides", "sound");
        var patches = 0;
        bench.Server.Before = context =>
        {
            if (context.Request.Method == "PATCH" && Interlocked.Increment(ref patches) == 2)
            {
                bench.Memory.Recordings.Clear();
                bench.Memory.Parts.Clear();
            }

            return null;
        };

        await bench.FinishAsync(bench.NewAgent());

        bench.AssertVerified(expected);
    }

    [Fact]
    public async Task A_part_that_this_machines_disk_has_damaged_ends_before_it_and_the_rest_is_verified()
    {
        var start = UploadBench.Start();
        var expected = await bench.RecordAsync(start, "slides", "sound");
        var part = bench.Spool.Find(start.Id)!.Parts[0];
        var good = part.ReadLines(0, 1000).TakeWhile(line => line.Offset + line.Length <= 3_000_000).ToList();
        using (var file = File.OpenHandle(part.MediaPath, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(file, "rot"u8, 3_000_000);
        }

        await bench.FinishAsync(bench.NewAgent());

        var name = (start.Id, part.Source, part.Part);
        expected[name] = expected[name][..(int)(good[^1].Offset + good[^1].Length)];
        bench.AssertVerified(expected);
    }
}
