using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Tus.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>
/// Works through the spool for ever. The newest recording goes first, so that it can be watched while it comes; after some of its steps an older one gets
/// some. Nothing that goes wrong ends it, and nothing is deleted that the tool has not verified.
/// </summary>
internal sealed partial class Uploader(AgentFolder folder, SpoolStore spool, Tool tool, UploadLedger ledger, TimeProvider clock, ILogger<Uploader> logger)
    : BackgroundService
{
    private const int StepsOfNewest = 32;
    private const int StepsOfOlder = 8;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    private readonly StoredFile<AgentSettings> settings = new(folder.Settings, CaptureJson.Default.AgentSettings);
    private readonly UploadTools tools = new(spool, tool, new GrowingUpload(tool.Http, Patience.Options, clock), new RateLimit(clock), ledger, clock, logger);
    private readonly BackOff patience = Patience.New(clock);
    private readonly Dictionary<Guid, (RecordingUpload Upload, Respite Respite)> uploads = [];
    private Guid lastOlder;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var step = tool.IsEnrolled ? await RoundAsync(stoppingToken) : Step.Idle;
            if (step.Outcome == StepOutcome.Unavailable)
            {
                patience.Fail();
                Log.Unavailable(logger, step.Problem);
                await patience.WaitAsync(step.RetryAfter, stoppingToken);
            }
            else if (step.Outcome == StepOutcome.Idle)
            {
                await Task.Delay(Rest, clock, stoppingToken);
            }
        }
    }

    /// <summary>Some steps of the newest recording, then some of the older one whose turn it is.</summary>
    internal async Task<Step> RoundAsync(CancellationToken stoppingToken)
    {
        tools.Limit.BytesPerSecond = settings.Read()?.BytesPerSecond;
        var recordings = spool.Recordings;
        Forget(recordings);
        var due = recordings.Where(recording => Of(recording.Id).Respite.IsOver).ToList();
        if (due.Count == 0)
        {
            return Step.Idle;
        }

        var newest = await StepsAsync(due[^1].Id, StepsOfNewest, stoppingToken);
        if (newest.Outcome == StepOutcome.Unavailable || due.Count == 1)
        {
            return newest;
        }

        var older = due[..^1];
        lastOlder = (older.Find(recording => recording.Id.CompareTo(lastOlder) > 0) ?? older[0]).Id;
        var other = await StepsAsync(lastOlder, StepsOfOlder, stoppingToken);
        return other.Outcome == StepOutcome.Idle ? newest : other;
    }

    private async Task<Step> StepsAsync(Guid recording, int most, CancellationToken stoppingToken)
    {
        var any = Step.Idle;
        for (var count = 0; count < most && spool.Find(recording) is { } now; count++)
        {
            var step = await StepAsync(now, stoppingToken);
            if (!step.GoesOn)
            {
                return step.Outcome == StepOutcome.Unavailable ? step : any;
            }

            any = step;
        }

        return any;
    }

    private async Task<Step> StepAsync(SpooledRecording recording, CancellationToken stoppingToken)
    {
        var (upload, respite) = Of(recording.Id);
        var step = await StepSafelyAsync(upload, recording, stoppingToken);
        respite.After(step);
        if (step.Outcome == StepOutcome.Progress)
        {
            patience.Reset();
        }
        else if (step.Outcome is StepOutcome.Refused or StepOutcome.Unknown)
        {
            Log.Refused(logger, recording.Id, step.Problem);
        }

        return step;
    }

    // What goes wrong with one must not keep the others from going on.
    private async Task<Step> StepSafelyAsync(RecordingUpload upload, SpooledRecording recording, CancellationToken stoppingToken)
    {
        try
        {
            return await upload.StepAsync(recording, stoppingToken);
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Stumbled(logger, problem, recording.Id);
            return Step.Refused(problem.Message);
        }
    }

    private (RecordingUpload Upload, Respite Respite) Of(Guid recording)
    {
        if (!uploads.TryGetValue(recording, out var known))
        {
            uploads[recording] = known = (new RecordingUpload(recording, tools), new Respite(clock));
        }

        return known;
    }

    private void Forget(IReadOnlyList<SpooledRecording> recordings)
    {
        foreach (var gone in uploads.Keys.Except(recordings.Select(recording => recording.Id)).ToList())
        {
            uploads.Remove(gone);
            Log.Verified(logger, gone);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The tool is out of reach, what is recorded waits: {Problem}")]
        public static partial void Unavailable(ILogger logger, string? problem);

        [LoggerMessage(LogLevel.Warning, "Recording {Recording} is not taken; it is tried again: {Problem}")]
        public static partial void Refused(ILogger logger, Guid recording, string? problem);

        [LoggerMessage(LogLevel.Error, "Recording {Recording} could not be uploaded; it is tried again.")]
        public static partial void Stumbled(ILogger logger, Exception problem, Guid recording);

        [LoggerMessage(LogLevel.Information, "The tool has verified recording {Recording}; it is deleted here.")]
        public static partial void Verified(ILogger logger, Guid recording);
    }
}
