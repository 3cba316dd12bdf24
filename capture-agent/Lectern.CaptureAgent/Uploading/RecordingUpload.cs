using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Lectern.Contracts.Recordings;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>Brings one recording to the tool: tells of it, brings its parts, and at its end what there is of it, until the tool has verified all.</summary>
internal sealed partial class RecordingUpload(Guid id, UploadTools tools)
{
    private readonly Tool tool = tools.Tool;
    private readonly Dictionary<SpooledPart, (PartUpload Upload, Respite Respite)> parts = [];
    private readonly HashSet<SpooledPart> held = [];
    private (Guid Device, Guid As, IReadOnlyList<RecordedSource> Sources)? told;
    private bool isAsked;
    private int turn;

    public async Task<Step> StepAsync(SpooledRecording recording, CancellationToken cancellationToken)
    {
        if (told is not { } known || known.Device != tool.Device || !known.Sources.SequenceEqual(recording.File.Sources))
        {
            return await TellAsync(recording, cancellationToken);
        }

        // One that an earlier run had brought may be verified, and no part of it is to be found there any more.
        if (!isAsked && recording.IsEnded)
        {
            var asked = await EndAsync(recording, cancellationToken);
            isAsked = asked.Outcome is StepOutcome.Refused or StepOutcome.Progress;
            return asked.Outcome == StepOutcome.Refused ? Step.Prepared : asked;
        }

        isAsked = true;
        var step = await StepPartsAsync(recording, cancellationToken);
        return step.Outcome == StepOutcome.Idle && recording.IsEnded && recording.Parts.TrueForAll(part => Of(part).Upload.IsDone)
            ? await EndAsync(recording, cancellationToken)
            : step;
    }

    private async Task<Step> TellAsync(SpooledRecording recording, CancellationToken cancellationToken)
    {
        if (tool.Device is not { } device)
        {
            return new Step(StepOutcome.Unavailable);
        }

        // A full disk takes no note, and must not keep what fills it from going.
        tools.Spool.TryMarkTold(id, device);
        var file = recording.File;
        var name = RecordingName.Of(file, device);
        if (told?.As is { } before && before != name)
        {
            parts.Clear();
            held.Clear();
        }

        var notice = new RecordingNotice(file.Booking, file.Title, file.StartedAt, file.Sources, file.EndedAt);
        var answer = await tool.PutAsync($"{CapturePaths.Recordings}/{name:n}", notice, CaptureJson.Default.RecordingNotice, cancellationToken);
        if (!answer.IsSuccess)
        {
            return answer.ToFailedStep();
        }

        if (answer.Read(CaptureJson.Default.SpareAnswer) is { } spare)
        {
            return Spare(recording, spare.Wish);
        }

        told = (device, name, file.Sources);
        return Step.Prepared;
    }

    // This machine stands by, and the other one may still fail, or has not.
    private Step Spare(SpooledRecording recording, SpareWish wish)
    {
        if (wish != SpareWish.Forget || !recording.IsEnded)
        {
            return Step.Kept;
        }

        tools.Spool.Forget(id);
        return Step.Progress;
    }

    // The parts take turns; one that is refused keeps no other from going on.
    private async Task<Step> StepPartsAsync(SpooledRecording recording, CancellationToken cancellationToken)
    {
        for (var tried = 0; tried < recording.Parts.Count; tried++)
        {
            turn = (turn + 1) % recording.Parts.Count;
            var step = await StepPartAsync(recording.Parts[turn], cancellationToken);
            if (step.GoesOn || step.Outcome == StepOutcome.Unavailable)
            {
                return step;
            }
        }

        return Step.Idle;
    }

    private async Task<Step> StepPartAsync(SpooledPart part, CancellationToken cancellationToken)
    {
        var (upload, respite) = Of(part);
        if (!respite.IsOver)
        {
            return Step.Idle;
        }

        var step = await TryStepAsync(upload, cancellationToken);
        respite.After(step);
        MarkIfHeld(part, upload);
        if (step.Outcome is StepOutcome.Refused or StepOutcome.Unknown)
        {
            told = step.Outcome == StepOutcome.Unknown ? null : told;
            Log.Refused(tools.Logger, part, step.Problem);
        }

        return step;
    }

    // A disk that can't be read is this part's trouble.
    private static async Task<Step> TryStepAsync(PartUpload upload, CancellationToken cancellationToken)
    {
        try
        {
            return await upload.StepAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Step.Refused(problem.Message);
        }
    }

    private async Task<Step> EndAsync(SpooledRecording recording, CancellationToken cancellationToken)
    {
        var answer = await tool.PutAsync(CapturePaths.ManifestOf(told!.Value.As), Manifests.Of(recording), CaptureJson.Default.RecordingManifest, cancellationToken);
        if (answer.Read(CaptureJson.Default.RecordingReceipt) is not { } receipt)
        {
            told = answer.IsNotFound ? null : told;
            return answer.ToFailedStep();
        }

        if (receipt.IsVerified)
        {
            tools.Spool.Forget(id);
            return Step.Progress;
        }

        // Something is missing there, whatever was said before.
        foreach (var (upload, _) in parts.Values)
        {
            upload.Doubt();
        }

        return Step.Refused("The tool has not verified all of it yet.");
    }

    private (PartUpload Upload, Respite Respite) Of(SpooledPart part)
    {
        if (!parts.TryGetValue(part, out var known))
        {
            parts[part] = known = (new PartUpload(told!.Value.As, part, tools), new Respite(tools.Clock));
            tools.Ledger.Add(part, known.Upload);
        }

        return known;
    }

    private void MarkIfHeld(SpooledPart part, PartUpload upload)
    {
        if (part.Mark.Lines > 0 && upload.IsDone && held.Add(part))
        {
            tools.Spool.TryMarkHeld(id, part);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Part} is not taken; it is tried again: {Problem}")]
        public static partial void Refused(ILogger logger, SpooledPart part, string? problem);
    }
}
