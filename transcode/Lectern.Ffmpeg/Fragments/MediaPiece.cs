using System.Buffers.Binary;

namespace Lectern.Ffmpeg.Fragments;

/// <summary>A piece of a fragmented MP4: its head (<c>ftyp</c>, <c>moov</c>) or one fragment (<c>moof</c>, <c>mdat</c>).</summary>
public sealed class MediaPiece
{
    private readonly byte[] bytes;
    private readonly IReadOnlyList<DecodeTime> starts;

    internal MediaPiece(byte[] bytes, double time, double duration, IReadOnlyList<DecodeTime> starts)
    {
        this.bytes = bytes;
        this.starts = starts;
        Time = time;
        Duration = duration;
    }

    /// <summary>All of it, ready to be appended to a file.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Media time in seconds at which it begins; 0 for a head.</summary>
    public double Time { get; }

    /// <summary>Seconds of media time it lasts; 0 for a head.</summary>
    public double Duration { get; }

    /// <summary>Whether it is the head.</summary>
    public bool IsHead => starts.Count == 0;

    /// <summary>The same piece on a clock that began later, so that a file may begin in the middle of a stream.</summary>
    /// <param name="seconds">Media time that becomes 0; not after <see cref="Time"/>.</param>
    public MediaPiece Since(double seconds)
    {
        if (IsHead || seconds == 0)
        {
            return this;
        }

        var moved = bytes.ToArray();
        var times = starts.Select(start => start.Earlier(seconds)).ToList();
        times.ForEach(time => time.Write(moved));
        return new MediaPiece(moved, Math.Max(0, Time - seconds), Duration, times);
    }

    /// <summary>Where a track's start stands in the bytes (<c>tfdt</c>, ISO/IEC 14496-12, 8.8.12).</summary>
    internal readonly record struct DecodeTime(int Position, bool IsLong, uint Timescale, ulong Value)
    {
        public DecodeTime Earlier(double seconds)
        {
            var ticks = (ulong)Math.Round(seconds * Timescale);
            return this with { Value = Value > ticks ? Value - ticks : 0 };
        }

        public void Write(Span<byte> piece)
        {
            if (IsLong)
            {
                BinaryPrimitives.WriteUInt64BigEndian(piece[Position..], Value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(piece[Position..], (uint)Value);
            }
        }
    }
}
