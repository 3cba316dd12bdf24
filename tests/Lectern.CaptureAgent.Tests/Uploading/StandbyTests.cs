using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Tests.Uploading;

/// <summary>A machine that stands by: it keeps what it recorded until the tool wants it, or wants it no more.</summary>
public sealed class StandbyTests : IAsyncLifetime
{
    private readonly UploadBench bench = new();

    public async ValueTask InitializeAsync() => await bench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task What_is_kept_is_asked_for_each_minute_and_brought_once_it_is_wanted()
    {
        var start = UploadBench.Start();
        var expected = await bench.RecordAsync(start, "slides", "sound");
        var asked = 0;
        RecordingNotice? told = null;
        bench.Memory.Spare = (_, notice) =>
        {
            told = notice;
            return ++asked < 4 ? SpareWish.Keep : null;
        };

        await bench.FinishAsync(bench.NewAgent());

        bench.AssertVerified(expected);
        Assert.Equal((4, Pieces.At(100).At), (asked, told!.EndedAt));
        Assert.Equal(4, bench.Server.Seen.TakeWhile(request => request.StartsWith("PUT", StringComparison.Ordinal)).Count(request => !request.EndsWith("manifest", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_other_machine_has_brought_is_deleted_and_not_sent()
    {
        await bench.RecordAsync(UploadBench.Start());
        bench.Memory.Spare = (_, _) => SpareWish.Forget;

        await bench.FinishAsync(bench.NewAgent());

        Assert.Empty(bench.Memory.Parts);
        Assert.Empty(Directory.GetDirectories(bench.Folder.Spool));
        Assert.Single(bench.Server.Seen);
    }

    [Fact]
    public async Task What_still_goes_on_is_not_deleted()
    {
        var pieces = await Pieces.SoundAsync();
        using var writer = UploadBench.Begin(bench.Spool, UploadBench.Start());
        UploadBench.Write(writer, pieces.Take(3));
        bench.Memory.Spare = (_, _) => SpareWish.Forget;

        await bench.NewUploader().RoundAsync(UploadBench.Token);
        UploadBench.Write(writer, pieces.Skip(3).Take(2));

        Assert.Single(bench.Spool.Recordings);
        SpoolFolder.IsWhole(writer.Part);
    }

    [Fact]
    public async Task What_is_kept_holds_nothing_else_back()
    {
        var (kept, wanted) = (UploadBench.Start(1), UploadBench.Start());
        await bench.RecordAsync(kept);
        var expected = await bench.RecordAsync(wanted);
        bench.Memory.Spare = (recording, _) => recording == kept.Id ? SpareWish.Keep : null;
        var uploader = bench.NewAgent();

        await uploader.StartAsync(UploadBench.Token);
        await Room.UntilAsync(() => bench.Spool.Recordings is [{ Id: var left }] && left == kept.Id);
        await uploader.StopAsync(UploadBench.Token);

        bench.AssertVerified(expected);
    }
}
