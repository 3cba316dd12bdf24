namespace Lectern.Ffmpeg.Fragments;

/// <summary>
/// Cuts a fragmented MP4 that comes in arbitrary bites into its head and its fragments. What is no part of either (<c>styp</c>,
/// <c>sidx</c>, <c>mfra</c> and their like) is left out. It holds no more than one piece; a stream that is none ends in a <see cref="Fault"/>.
/// </summary>
/// <param name="largestPiece">Most bytes of one piece; default 32 MiB, five seconds of 50 Mbit/s.</param>
public sealed class FragmentReader(int largestPiece = 32 << 20)
{
    private static readonly uint Ftyp = Box.Code("ftyp"), Moov = Box.Code("moov"), Moof = Box.Code("moof"), Mdat = Box.Code("mdat");
    private static readonly HashSet<uint> Others =
        [Box.Code("styp"), Box.Code("sidx"), Box.Code("ssix"), Box.Code("mfra"), Box.Code("free"), Box.Code("skip"), Box.Code("emsg"), Box.Code("prft"), Box.Code("uuid")];

    private byte[] held = new byte[64 << 10];
    private int count;
    private int whole;
    private uint before;
    private TrackTable? tracks;
    private FragmentTimes times;

    /// <summary>Why no more pieces come; <see langword="null"/> while all is well.</summary>
    public FragmentFault? Fault { get; private set; }

    /// <summary>Whether bytes of an unfinished piece are held: a stream that ends here was torn.</summary>
    public bool IsTorn => count > 0;

    /// <summary>Takes the next bytes and gives the pieces that are whole with them. After a fault it takes nothing.</summary>
    public IReadOnlyList<MediaPiece> Append(ReadOnlySpan<byte> bytes)
    {
        var pieces = new List<MediaPiece>();
        while (Fault is null && bytes.Length > 0)
        {
            var bite = bytes[..Math.Min(bytes.Length, largestPiece + 16 - count)];
            Hold(bite);
            bytes = bytes[bite.Length..];
            Cut(pieces);
        }

        return pieces;
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (count + bytes.Length > held.Length)
        {
            Array.Resize(ref held, Math.Max(count + bytes.Length, held.Length * 2));
        }

        bytes.CopyTo(held.AsSpan(count));
        count += bytes.Length;
    }

    private void Cut(List<MediaPiece> pieces)
    {
        try
        {
            while (Fault is null && TryTake(pieces))
            {
            }
        }
        catch (InvalidDataException)
        {
            Fault = FragmentFault.Damaged;
        }
    }

    private bool TryTake(List<MediaPiece> pieces)
    {
        var (type, length) = Box.Announced(held.AsSpan(whole, count - whole));
        if (length < 0)
        {
            return false;
        }

        Fault = Refuse(type, length);
        if (Fault is not null || length > count - whole)
        {
            return false;
        }

        Take(type, (int)length, pieces);
        return true;
    }

    private FragmentFault? Refuse(uint type, long length)
    {
        if (length == 0)
        {
            return FragmentFault.Damaged;
        }

        if (!IsInOrder(type))
        {
            return type == Ftyp || type == Moov || type == Moof || type == Mdat || Others.Contains(type) ? FragmentFault.OutOfOrder : FragmentFault.Damaged;
        }

        return length > largestPiece - whole ? FragmentFault.TooLarge : null;
    }

    private bool IsInOrder(uint type)
    {
        if (type == Ftyp)
        {
            return tracks is null && before == 0;
        }

        if (type == Moov || before == Ftyp)
        {
            return type == Moov && before == Ftyp;
        }

        return type == Mdat || before == Moof ? type == Mdat && before == Moof : tracks is not null && (type == Moof || Others.Contains(type));
    }

    private void Take(uint type, int length, List<MediaPiece> pieces)
    {
        var box = held.AsSpan(whole, length);
        whole += length;
        if (type == Moov)
        {
            tracks = TrackTable.Read(Only(box).Payload);
            pieces.Add(Finish(default));
        }
        else if (type == Mdat)
        {
            pieces.Add(Finish(times));
        }
        else if (Others.Contains(type))
        {
            Drop();
        }
        else
        {
            Note(type, box);
        }
    }

    private void Note(uint type, ReadOnlySpan<byte> box)
    {
        before = type;
        if (type != Moof)
        {
            return;
        }

        var inside = Only(box);
        if (FragmentTimes.Read(inside.Payload, inside.Start, tracks!) is { } read)
        {
            times = read;
        }
        else
        {
            Fault = FragmentFault.NotSelfContained;
        }
    }

    private MediaPiece Finish(FragmentTimes of)
    {
        var piece = new MediaPiece(held[..whole], of.Time, of.Duration, of.Starts ?? []);
        before = Moov;
        Drop();
        return piece;
    }

    private void Drop()
    {
        held.AsSpan(whole, count - whole).CopyTo(held);
        count -= whole;
        whole = 0;
    }

    private static Box Only(ReadOnlySpan<byte> box)
    {
        var walk = Box.In(box);
        walk.MoveNext();
        return walk.Current;
    }
}
