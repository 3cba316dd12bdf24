using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Recordings;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.CaptureAgent.Recording;

/// <summary>
/// Writes what one source gives into every recording that it belongs to: the fragment around a border goes into both. A part is a run
/// without a gap; whatever interrupts it, a pause too, makes what follows the next part.
/// </summary>
internal sealed class SourceTrack(RecordedSource source, SpoolStore spool, PlanKeeper plan, SpaceWatch space)
{
    private readonly Dictionary<Guid, PartWriter> writers = [];
    private readonly Lock gate = new();
    private MediaPiece? head;

    /// <returns>Whether anybody is to see it: <see langword="false"/> in a pause.</returns>
    public bool Take(StampedPiece stamped)
    {
        lock (gate)
        {
            if (stamped.Piece.IsHead)
            {
                CloseAll();
                head = stamped.Piece;
                return true;
            }

            return Write(stamped);
        }
    }

    /// <summary>The encoder's run is over.</summary>
    public void EndRun()
    {
        lock (gate)
        {
            CloseAll();
            head = null;
        }
    }

    /// <summary>Nothing more comes for a recording.</summary>
    public void Close(Guid recording)
    {
        lock (gate)
        {
            if (writers.Remove(recording, out var writer))
            {
                writer.Dispose();
            }
        }
    }

    private bool Write(StampedPiece stamped)
    {
        var (piece, stamp) = stamped;
        var belongs = space.Has(source.Role)
            ? plan.State.Recordings.Where(recording => recording.Takes(stamp.At - TimeSpan.FromSeconds(piece.Duration), stamp.At)).ToList()
            : [];
        foreach (var gone in writers.Keys.Except(belongs.Select(recording => recording.Id)).ToList())
        {
            Close(gone);
        }

        foreach (var recording in belongs)
        {
            Write(recording, stamped);
        }

        return belongs.Count > 0;
    }

    private void Write(PlannedRecording recording, StampedPiece stamped)
    {
        if (!writers.TryGetValue(recording.Id, out var writer))
        {
            if (Begin(recording, stamped.Stamp) is not { } begun)
            {
                space.Refused(source.Role);
                return;
            }

            writers[recording.Id] = writer = begun;
        }

        if (!writer.TryAppend(stamped.Piece, stamped.Stamp))
        {
            space.Refused(source.Role);
            Close(recording.Id);
        }
    }

    private PartWriter? Begin(PlannedRecording recording, Stamp stamp)
    {
        var start = new RecordingStart(recording.Id, recording.Booking, recording.Title, recording.Start);
        if (head is null || !spool.TryBeginPart(start, source, out var writer, stamp.Run))
        {
            return null;
        }

        if (writer.TryAppend(head, stamp))
        {
            return writer;
        }

        spool.Abandon(recording.Id, writer);
        return null;
    }

    private void CloseAll()
    {
        foreach (var writer in writers.Values)
        {
            writer.Dispose();
        }

        writers.Clear();
    }
}
