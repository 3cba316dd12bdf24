using System.IO.Compression;
using System.Text;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Pipelines.Tests.Support;

namespace Lectern.Pipelines.Tests;

public sealed class UnusableFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_refused_with_its_name_and_kept()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var video = await world.UploadAsync(Clips.Write("notes.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + new string('x', 4000))), Token);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(video.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Failed, "UPL-007"), (job.State, job.ErrorCode));
        Assert.Equal("This file isn't a video. notes.pdf can't be played. MP4, MOV, MKV, WebM and audio files work.", job.Error);
        Assert.Equal(1, job.Failures);
        Assert.Equal(video.Source!.Bytes, new FileInfo(world.Stored(SourceOf(video.Id))).Length);
        Assert.Null(await world.JobAsync(video.Id, JobKind.Captions, Token));
    }

    [Fact]
    public async Task An_archive_is_refused_whatever_its_name_says()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var video = await world.UploadAsync(Archive(), Token, fileName: "lecture.mp4");

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(video.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Failed, "UPL-007"), (job.State, job.ErrorCode));
        Assert.Contains("lecture.mp4", job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_breaks_off_fails_at_once_and_is_kept()
    {
        await using var world = await PipelineWorld.CreateAsync(Token);
        var video = await world.UploadAsync(await Clips.CutAsync(await Clips.WithToneAsync(), 0.6), Token);

        using var host = await world.StartAsync(Token);
        var job = await world.UntilOverAsync(video.Id, JobKind.Video, Token);
        await host.StopAsync(Token);

        Assert.Equal((JobState.Failed, "JOB-012", 1), (job.State, job.ErrorCode, job.Attempt));
        Assert.StartsWith("cut-tone.mp4 is damaged", job.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(world.Stored(SourceOf(video.Id))));
    }

    private static MediaKey SourceOf(Guid video) => MediaKey.OfVideo(video) / "source" / "original";

    private static string Archive()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("slides.txt").Open())
        {
            entry.Write(new byte[2000]);
        }

        return Clips.Write("slides.zip", bytes.ToArray());
    }
}
