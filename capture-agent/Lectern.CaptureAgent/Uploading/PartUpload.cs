using System.Security.Cryptography;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Lectern.Contracts.Recordings;
using Lectern.Tus;
using Lectern.Tus.Client;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>
/// Brings one part to the tool, one request a step. How far it is the tool alone says: after anything unexpected it is asked again,
/// so that every step may be repeated, and a run that ends anywhere is gone on with by the next.
/// </summary>
internal sealed partial class PartUpload(Guid recording, SpooledPart part, UploadTools tools)
{
    private const long SmallChunk = 64 << 10;
    private readonly Tool tool = tools.Tool;
    private readonly PendingLines pending = new(part);
    private PartReceipt? receipt;
    private bool isFinished;
    private long most = PendingLines.MostBytes;

    /// <summary>Bytes that are recorded and not verified by the tool, as far as we know.</summary>
    public long Queued => Math.Max(0, part.Mark.Length - (receipt?.Verified ?? 0));

    /// <summary>When the oldest of them was recorded; <see langword="null"/> when that is not known or there is none.</summary>
    public DateTimeOffset? OldestQueued => pending.OldestAt;

    /// <summary>The tool holds all of it, and no more will come.</summary>
    public bool IsDone => part.IsEnded && (part.Mark.Lines == 0 || isFinished && Queued == 0);

    /// <summary>What we know of the tool may be wrong: the next step asks.</summary>
    public void Doubt()
    {
        (receipt, isFinished) = (null, false);
        pending.Clear();
    }

    public async Task<Step> StepAsync(CancellationToken cancellationToken)
    {
        // In this order: what is there at its end is there when it was looked at.
        var isEnded = part.IsEnded;
        var mark = part.Mark;
        if (mark.Lines == 0 || IsDone)
        {
            return Step.Idle;
        }

        if (receipt is not { } known)
        {
            return await AskAsync(cancellationToken);
        }

        if (part.IsShortened && known is { Upload: { } longer } && known.Received > mark.Length)
        {
            var gone = await tools.Growing.GiveUpAsync(tool.AddressOf(longer)!, cancellationToken);
            return Doubtful(gone.Outcome is GrowingOutcome.Done or GrowingOutcome.Lost ? Step.Prepared : gone.ToFailedStep());
        }

        pending.Fill(known.Lines);
        var received = pending.Until(known.Received);
        if (received.Count > 0)
        {
            return await TellAsync(received, cancellationToken);
        }

        if (known.Received < mark.Length)
        {
            return known.Upload is { } upload ? await AppendAsync(known, upload, isEnded, cancellationToken) : await CreateAsync(cancellationToken);
        }

        return isEnded && !isFinished ? await FinishAsync(known, mark, cancellationToken) : Step.Idle;
    }

    private async Task<Step> AskAsync(CancellationToken cancellationToken) =>
        Heard(await tool.GetAsync(CapturePaths.FragmentsOf(recording, part.Source, part.Part), version: null, cancellationToken));

    private async Task<Step> TellAsync(IReadOnlyList<Fragment> lines, CancellationToken cancellationToken)
    {
        var before = receipt!;
        var answer = await tool.PostAsync(
            CapturePaths.FragmentsOf(recording, part.Source, part.Part), new FragmentLines(lines), CaptureJson.Default.FragmentLines, cancellationToken);
        if (answer.IsUnprocessable && before.Upload is { } upload)
        {
            return await GiveUpAsync(upload, before.Lines, lines, answer, cancellationToken);
        }

        var step = Heard(answer);
        if (!step.GoesOn)
        {
            return step;
        }

        return receipt!.Lines > before.Lines ? Step.Progress : Doubtful(Step.Refused($"The tool took none of the lines from {before.Lines} on."));
    }

    // What the tool holds is not what was recorded. While ours still is, the part is sent anew; else it ends before what is damaged.
    private async Task<Step> GiveUpAsync(string upload, int verified, IReadOnlyList<Fragment> lines, ToolAnswer answer, CancellationToken cancellationToken)
    {
        foreach (var (index, line) in lines.Index())
        {
            using var ours = await Chunk.ReadAsync(part, line.Offset, line, cancellationToken);
            if (ours.Hash() != line.Sha256)
            {
                return Doubtful(EndBefore(verified + index));
            }
        }

        await tools.Growing.GiveUpAsync(tool.AddressOf(upload)!, cancellationToken);
        return Doubtful(answer.ToFailedStep());
    }

    // A head alone shows nothing.
    private Step EndBefore(int line)
    {
        var good = line > 1 ? line : 0;
        var all = part.Mark.Lines;
        if (!part.IsEnded || !tools.Spool.TryShorten(part, good))
        {
            return Step.Refused("This machine's disk has damaged what was recorded.");
        }

        Log.Damaged(tools.Logger, part, good, all);
        return Step.Prepared;
    }

    private Step Heard(ToolAnswer answer)
    {
        if (answer.Read(CaptureJson.Default.PartReceipt) is not { } heard)
        {
            return Doubtful(answer.ToFailedStep());
        }

        receipt = heard;
        pending.Drop(heard.Lines);
        return Step.Prepared;
    }

    private async Task<Step> CreateAsync(CancellationToken cancellationToken)
    {
        if (tool.AddressOf(CapturePaths.Uploads) is not { } endpoint)
        {
            return new Step(StepOutcome.Unavailable);
        }

        var metadata = TusMetadata.From([new("recording", recording.ToString("n")), new("source", part.Source), new("part", $"{part.Part}")]);
        var created = await tools.Growing.CreateAsync(endpoint, metadata, cancellationToken);
        if (created.Outcome == GrowingOutcome.Lost)
        {
            return Doubtful(new Step(StepOutcome.Unknown, Problem: created.Text));
        }

        // Whatever came: where the upload is, and how far, is in the next receipt. One that was there already is no problem.
        return created.Outcome is GrowingOutcome.Done or GrowingOutcome.Elsewhere ? Doubtful(Step.Prepared) : Doubtful(created.ToFailedStep());
    }

    private async Task<Step> AppendAsync(PartReceipt known, string upload, bool isEnded, CancellationToken cancellationToken)
    {
        var lines = pending.Chunk(known.Received, isEnded, most);
        if (lines.Count == 0)
        {
            return Step.Idle;
        }

        using var chunk = await Chunk.ReadAsync(part, known.Received, lines[^1], cancellationToken);
        using var bytes = new LimitedStream(chunk.Bytes, chunk.Length, tools.Limit);
        var result = await tools.Growing.AppendAsync(tool.AddressOf(upload)!, known.Received, bytes, SHA256.HashData(chunk.Span), cancellationToken);
        if (result.Outcome == GrowingOutcome.Done)
        {
            receipt = known with { Received = result.Offset!.Value };
            most = Math.Min(most + (most / 16), PendingLines.MostBytes);
            return Step.Progress;
        }

        // A request counts as a whole or not at all: on a line that breaks again and again only small ones come through. One fragment always goes.
        most = Math.Max(most / 2, SmallChunk);
        return Doubtful(result.ToFailedStep());
    }

    private async Task<Step> FinishAsync(PartReceipt known, PartMark mark, CancellationToken cancellationToken)
    {
        // No upload, or one that is gone, once all of it was verified: it was taken already.
        var result = known.Upload is null ? null : await tools.Growing.FinishAsync(tool.AddressOf(known.Upload)!, mark.Length, cancellationToken);
        if (result is null or { Outcome: GrowingOutcome.Done or GrowingOutcome.Lost })
        {
            isFinished = true;
            return Step.Progress;
        }

        return Doubtful(result.ToFailedStep());
    }

    private Step Doubtful(Step step)
    {
        Doubt();
        return step;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "This machine's disk has damaged {Part}: it ends after {Good} of its {All} lines, and what follows is lost.")]
        public static partial void Damaged(ILogger logger, SpooledPart part, int good, int all);
    }
}
