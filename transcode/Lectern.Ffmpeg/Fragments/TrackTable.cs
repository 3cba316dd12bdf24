namespace Lectern.Ffmpeg.Fragments;

/// <summary>What the head says of its tracks: ticks a second, and how long a sample lasts that does not say so itself.</summary>
internal sealed class TrackTable
{
    private static readonly uint Trak = Box.Code("trak"), Tkhd = Box.Code("tkhd"), Mdia = Box.Code("mdia"), Mdhd = Box.Code("mdhd");
    private static readonly uint Mvex = Box.Code("mvex"), Trex = Box.Code("trex");
    private readonly Dictionary<uint, uint> timescales = [];
    private readonly Dictionary<uint, uint> durations = [];

    private TrackTable()
    {
    }

    /// <summary>Reads the payload of a <c>moov</c>.</summary>
    /// <exception cref="InvalidDataException">It does not hold together, or announces no fragments.</exception>
    public static TrackTable Read(ReadOnlySpan<byte> moov)
    {
        var table = new TrackTable();
        foreach (var box in Box.In(moov))
        {
            if (box.Type == Trak)
            {
                table.ReadTrack(box.Payload);
            }
            else if (box.Type == Mvex)
            {
                table.ReadDefaults(box.Payload);
            }
        }

        return table.timescales.Count > 0 && table.durations.Count > 0 ? table : throw new InvalidDataException("The head announces no fragments.");
    }

    public uint TimescaleOf(uint track) => timescales.TryGetValue(track, out var scale)
        ? scale
        : throw new InvalidDataException("A fragment names a track that the head does not have.");

    public uint DurationOf(uint track) => durations.GetValueOrDefault(track);

    private void ReadTrack(ReadOnlySpan<byte> trak)
    {
        uint id = 0, timescale = 0;
        foreach (var box in Box.In(trak))
        {
            if (box.Type == Tkhd)
            {
                id = AfterTimes(box.Payload);
            }
            else if (box.Type == Mdia)
            {
                timescale = ReadTimescale(box.Payload);
            }
        }

        timescales[id] = timescale > 0 ? timescale : throw new InvalidDataException("A track has no clock.");
    }

    private static uint ReadTimescale(ReadOnlySpan<byte> mdia)
    {
        foreach (var box in Box.In(mdia))
        {
            if (box.Type == Mdhd)
            {
                return AfterTimes(box.Payload);
            }
        }

        return 0;
    }

    // tkhd (8.3.2) and mdhd (8.4.2) alike: version and flags, two times of one or two words, then what is wanted.
    private static uint AfterTimes(ReadOnlySpan<byte> payload)
    {
        var fields = new Fields(payload);
        var version = fields.Word() >> 24;
        fields.Skip(version == 1 ? 16 : 8);
        return fields.Word();
    }

    private void ReadDefaults(ReadOnlySpan<byte> mvex)
    {
        foreach (var box in Box.In(mvex))
        {
            if (box.Type != Trex)
            {
                continue;
            }

            // 8.8.3: version and flags, track, sample description, duration
            var fields = new Fields(box.Payload);
            fields.Skip(4);
            var track = fields.Word();
            fields.Skip(4);
            durations[track] = fields.Word();
        }
    }
}
