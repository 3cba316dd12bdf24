using System.Buffers.Binary;
using System.Text;
using Lectern.Transcode.Joining;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Growing;

/// <summary>What a track shows or lets hear where it has nothing: a picture that stands, or silence. Made as fragments that the head of a part beside it serves.</summary>
/// <param name="Track">Its number in the file.</param>
/// <param name="Scale">Units a second.</param>
/// <param name="Sample">A picture that needs none before it, or a frame of sound.</param>
/// <param name="Frame">Units that a frame of sound lasts; 0 for a picture.</param>
internal sealed record Standstill(uint Track, uint Scale, ReadOnlyMemory<byte> Sample, uint Frame)
{
    private const double Longest = 6;
    private const int HeaderBytes = 108;

    // A picture comes again in each: a night's worth of them would be large.
    private const int Most = 600;
    private const int LargestSample = 16 << 20;

    /// <summary>What fills a hole is no larger.</summary>
    internal const long MostBytes = 64 << 20;

    // What sound is cut into (ISO/IEC 14496-3 §4.5.2.1.1), and such a frame without any, of one channel and of two.
    private const uint FrameOfSound = 1024;
    private static readonly byte[] Mono = [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80];
    private static readonly byte[] Stereo = [0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80];

    /// <param name="head">Of a part beside the hole.</param>
    /// <param name="fragment">Of that part, next to the hole.</param>
    /// <param name="isSound">Whether it is heard or seen.</param>
    /// <exception cref="InvalidDataException">Nobody knows how its silence is coded, or its picture is too large.</exception>
    public static Standstill Of(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> fragment, bool isSound)
    {
        var scale = FragmentTime.ScaleOf(head);
        if (isSound)
        {
            return new Standstill(FirstSample.TrackOf(fragment), scale, SilenceOf(head), FrameOfSound);
        }

        var (track, picture) = FirstSample.Of(fragment);
        return picture.Length <= LargestSample ? new Standstill(track, scale, picture, 0) : throw new InvalidDataException("A picture is too large to be repeated.");
    }

    /// <summary>Fragments that fill a hole.</summary>
    /// <param name="start">In seconds of the track's own clock.</param>
    /// <param name="seconds">How long it is.</param>
    /// <returns>Each with the seconds from the hole's start at which it begins.</returns>
    public IEnumerable<(byte[] Bytes, double After)> Fill(double start, double seconds)
    {
        var unit = Frame == 0 ? 1 : Frame;
        if (Frame > 0 && seconds * Scale / unit * Sample.Length > MostBytes)
        {
            throw new InvalidDataException("There is more silence than can be made.");
        }

        var most = Frame == 0 ? (int)Math.Min(Most, MostBytes / (Sample.Length + HeaderBytes)) : Most;
        var (units, count) = (checked((long)Math.Max(1, seconds * Scale / unit)), (int)Math.Clamp(Math.Ceiling(seconds / Longest), 1, most));
        for (var n = 0; n < count; n++)
        {
            var (from, to) = (units * n / count, units * (n + 1) / count);
            var after = from * unit / (double)Scale;
            var time = (long)Math.Round((start + after) * Scale);
            yield return (Frame == 0 ? Fragment(time, 1, checked((uint)(to - from))) : Fragment(time, checked((int)(to - from)), Frame), after);
        }
    }

    private static byte[] SilenceOf(ReadOnlyMemory<byte> head) =>
        InitSegment.Parse(head) switch
        {
            { Codecs: "mp4a.40.2", Channels: 1 } => Mono,
            { Codecs: "mp4a.40.2", Channels: 2 } => Stereo,
            _ => throw new InvalidDataException("Nobody knows how silence is coded beside that sound."),
        };

    // ISO/IEC 14496-12 §8.8.4 to §8.8.12: all samples are of one size and duration, and each can be begun with.
    private byte[] Fragment(long time, int count, uint duration)
    {
        var bytes = new byte[checked(HeaderBytes + count * Sample.Length)];
        var at = 0;
        Box(100, "moof");
        Box(16, "mfhd", 0, 0);
        Box(76, "traf");
        Box(28, "tfhd", 0x020038, Track, duration, (uint)Sample.Length, 0x02000000);
        Box(20, "tfdt", 0x01000000, (uint)(time >> 32), (uint)time);
        Box(20, "trun", 0x000001, (uint)count, 108);
        Box(bytes.Length - 100, "mdat");
        for (; at < bytes.Length; at += Sample.Length)
        {
            Sample.Span.CopyTo(bytes.AsSpan(at));
        }

        return bytes;

        void Box(int size, string type, params ReadOnlySpan<uint> fields)
        {
            Word((uint)size);
            Encoding.ASCII.GetBytes(type, bytes.AsSpan(at, 4));
            at += 4;
            foreach (var field in fields)
            {
                Word(field);
            }
        }

        void Word(uint word)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), word);
            at += 4;
        }
    }
}
