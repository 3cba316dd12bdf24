using System.Security.Cryptography;
using Lectern.Contracts.Recordings;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.CaptureAgent.Spool;

/// <summary>
/// Writes one part: bytes, flush, line, flush. Its media time begins at 0 with its first fragment, wherever the encoder's was.
/// One caller at a time.
/// </summary>
internal sealed class PartWriter : IDisposable
{
    private readonly SpooledPart part;
    private readonly ISpoolFile media;
    private readonly ISpoolFile journal;
    private long journalLength;
    private double? origin;

    public PartWriter(SpooledPart part, ISpoolDisk disk)
    {
        this.part = part;
        media = disk.OpenToAppend(part.MediaPath);
        try
        {
            journal = disk.OpenToAppend(part.JournalPath);
        }
        catch
        {
            media.Dispose();
            throw;
        }
    }

    public SpooledPart Part => part;

    /// <summary>Appends the head or a fragment. After <see langword="false"/> nothing of it is left, and the part is over: what comes next does not follow on it.</summary>
    public bool TryAppend(MediaPiece piece, Stamp stamp)
    {
        origin ??= piece.IsHead ? null : piece.Time;
        var moved = piece.Since(origin ?? 0);
        try
        {
            Write(moved, stamp);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            TakeBack();
            return false;
        }
    }

    public void Dispose()
    {
        media.Dispose();
        journal.Dispose();
        part.End();
    }

    private void Write(MediaPiece piece, Stamp stamp)
    {
        var (lines, length) = part.Mark;
        media.Append(piece.Bytes.Span);
        media.Flush();

        var hash = Convert.ToHexStringLower(SHA256.HashData(piece.Bytes.Span));
        var line = Journal.Line(new Fragment(length, piece.Bytes.Length, hash, Rounded(piece.Time), Rounded(piece.Duration), stamp.Clock, stamp.At));
        journal.Append(line);
        journal.Flush();

        journalLength += line.Length;
        part.Advance(new PartMark(lines + 1, length + piece.Bytes.Length));
    }

    // A line that reached the disk all the same is found at the next start not to have its bytes.
    private void TakeBack()
    {
        try
        {
            journal.Cut(journalLength);
            media.Cut(part.Mark.Length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static double Rounded(double seconds) => Math.Round(seconds, 6);
}
