using System.Globalization;
using Lectern.Demo.Reporting;
using Lectern.Tus.Client;

namespace Lectern.Demo.Tool;

/// <summary>Uploads a file, breaks off half-way and goes on where the server says it stopped.</summary>
internal sealed class ToolUpload(ToolSession session, ProgressLine progress, TimeProvider time)
{
    private const long LargestChunk = 8L << 20;

    /// <returns>The video's id, and the bytes that were there when the upload was resumed.</returns>
    public async Task<(string Video, long ResumedAt)> RunAsync(FileInfo file, string title, CancellationToken cancellation)
    {
        await using var content = file.OpenRead();

        // A client without cookies: behind a launch the header alone counts.
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new TusClient(http, Options(file.Length), time);
        var (upload, kept) = await BreakOffAsync(client, content, file, title, cancellation);
        var result = await client.UploadAsync(ToolApi.Upload(session, content, file.Name, title, upload) with { Progress = new CutReport(progress, double.PositiveInfinity, null) }, cancellation);
        if (result.Outcome != TusUploadOutcome.Completed)
        {
            throw new DemoFailure($"The upload ended as {result.Outcome}: {result.Text ?? $"status {result.Status}"} {result.Code}");
        }

        var made = await ToolApi.UploadedAsync(session, result.Upload!, cancellation);
        return (made.VideoId ?? throw new DemoFailure($"The upload is '{made.State}' and has become no video."), kept);
    }

    private async Task<(Uri? Upload, long Kept)> BreakOffAsync(TusClient client, Stream content, FileInfo file, string title, CancellationToken cancellation)
    {
        Uri? upload = null;
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var report = new CutReport(progress, file.Length / 2.0, cut);
        var job = ToolApi.Upload(session, content, file.Name, title, null) with
        {
            Created = (address, _) =>
            {
                upload = address;
                return ValueTask.CompletedTask;
            },
            Progress = report,
        };
        try
        {
            var result = await client.UploadAsync(job, cut.Token);
            return result.Outcome == TusUploadOutcome.Completed ? (upload, report.Kept) : throw new DemoFailure($"The upload ended as {result.Outcome}: {result.Text ?? $"status {result.Status}"} {result.Code}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (upload, report.Kept);
        }
    }

    /// <summary>At least four chunks, so that there is a half to break off at.</summary>
    private TusClientOptions Options(long length) => new()
    {
        ChunkBytes = Math.Clamp(length / 4, 1, LargestChunk),
        Prepare = (request, _) =>
        {
            session.Authorize(request);
            return ValueTask.CompletedTask;
        },
    };

    private sealed class CutReport(ProgressLine progress, double cutAt, CancellationTokenSource? cut) : IProgress<TusProgress>
    {
        public long Kept { get; private set; }

        public void Report(TusProgress value)
        {
            Kept = value.Kept;
            progress.Show("upload", string.Create(CultureInfo.InvariantCulture, $"{value.Sent * 100 / Math.Max(1, value.Length)} % of {value.Length / 1e6:0.0} MB"));
            if (value.Kept >= cutAt && value.Kept < value.Length)
            {
                cut?.Cancel();
            }
        }
    }
}
