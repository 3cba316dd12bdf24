namespace Lectern.Ffmpeg.Fragments;

/// <summary>When a fragment begins and how long it lasts, read from its <c>moof</c>.</summary>
internal readonly record struct FragmentTimes(double Time, double Duration, IReadOnlyList<MediaPiece.DecodeTime> Starts)
{
    private const uint BaseOffset = 0x1, Description = 0x2, SampleDuration = 0x8, BaseIsMoof = 0x20000;
    private const uint DataOffset = 0x1, FirstFlags = 0x4, EachDuration = 0x100, EachSize = 0x200, EachFlags = 0x400, EachShift = 0x800;
    private static readonly uint Traf = Box.Code("traf"), Tfhd = Box.Code("tfhd"), Tfdt = Box.Code("tfdt"), Trun = Box.Code("trun");

    /// <param name="moof">The payload of the <c>moof</c>.</param>
    /// <param name="start">Where that lies in the piece.</param>
    /// <param name="tracks">What the head said.</param>
    /// <returns><see langword="null"/> when the fragment can't be moved.</returns>
    /// <exception cref="InvalidDataException">It does not hold together.</exception>
    public static FragmentTimes? Read(ReadOnlySpan<byte> moof, int start, TrackTable tracks)
    {
        var starts = new List<MediaPiece.DecodeTime>();
        double first = double.MaxValue, last = 0;
        foreach (var box in Box.In(moof, start))
        {
            if (box.Type != Traf)
            {
                continue;
            }

            if (ReadTrack(box, tracks) is not ({ } begins, var ticks))
            {
                return null;
            }

            starts.Add(begins);
            first = Math.Min(first, (double)begins.Value / begins.Timescale);
            last = Math.Max(last, (begins.Value + (double)ticks) / begins.Timescale);
        }

        return starts.Count > 0 ? new(first, last - first, starts) : throw new InvalidDataException("A fragment is of no track.");
    }

    private static (MediaPiece.DecodeTime? Start, ulong Ticks) ReadTrack(Box traf, TrackTable tracks)
    {
        uint timescale = 0, sample = 0;
        ulong ticks = 0;
        MediaPiece.DecodeTime? start = null;
        foreach (var box in Box.In(traf.Payload, traf.Start))
        {
            if (box.Type == Tfhd)
            {
                if (ReadHeader(box.Payload, tracks) is not { } header)
                {
                    return default;
                }

                (timescale, sample) = header;
            }
            else if (box.Type == Tfdt)
            {
                start = ReadStart(box, timescale);
            }
            else if (box.Type == Trun)
            {
                ticks += Ticks(box.Payload, sample);
            }
        }

        return timescale > 0 && start is not null ? (start, ticks) : throw new InvalidDataException("A fragment does not say when it begins.");
    }

    // 8.8.7
    private static (uint Timescale, uint Sample)? ReadHeader(ReadOnlySpan<byte> tfhd, TrackTable tracks)
    {
        var fields = new Fields(tfhd);
        var flags = fields.Word();
        var track = fields.Word();
        if ((flags & BaseOffset) != 0 || (flags & BaseIsMoof) == 0)
        {
            return null;
        }

        fields.Skip((flags & Description) != 0 ? 4 : 0);
        return (tracks.TimescaleOf(track), (flags & SampleDuration) != 0 ? fields.Word() : tracks.DurationOf(track));
    }

    private static MediaPiece.DecodeTime ReadStart(Box tfdt, uint timescale)
    {
        var fields = new Fields(tfdt.Payload);
        var isLong = fields.Word() >> 24 == 1;
        return new(tfdt.Start + fields.At, isLong, timescale, isLong ? fields.LongWord() : fields.Word());
    }

    // 8.8.8
    private static ulong Ticks(ReadOnlySpan<byte> trun, uint sample)
    {
        var fields = new Fields(trun);
        var flags = fields.Word();
        var count = fields.Word();
        if ((flags & EachDuration) == 0)
        {
            return (ulong)sample * count;
        }

        fields.Skip(Size(flags & DataOffset) + Size(flags & FirstFlags));
        var others = Size(flags & EachSize) + Size(flags & EachFlags) + Size(flags & EachShift);
        ulong ticks = 0;
        for (var i = 0; i < count; i++)
        {
            ticks += fields.Word();
            fields.Skip(others);
        }

        return ticks;
    }

    private static int Size(uint flag) => flag != 0 ? 4 : 0;
}
