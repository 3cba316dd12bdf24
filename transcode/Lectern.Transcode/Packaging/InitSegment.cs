using System.Globalization;

namespace Lectern.Transcode.Packaging;

/// <summary>What an initialisation segment says about its one stream.</summary>
/// <param name="Codecs">For the CODECS attribute (RFC 6381), such as <c>avc1.640028</c> or <c>mp4a.40.2</c>.</param>
/// <param name="LengthSize">Bytes before each H.264 unit that hold its length; 0 for sound.</param>
/// <param name="Channels">Of sound; 0 for pictures, and where only the sound itself tells.</param>
internal sealed record InitSegment(string Codecs, int LengthSize, int Channels = 0)
{
    private const byte EsDescriptor = 3;
    private const byte DecoderConfig = 4;
    private const byte DecoderSpecific = 5;

    /// <exception cref="InvalidDataException">It holds no H.264 or AAC.</exception>
    public static InitSegment Parse(ReadOnlyMemory<byte> bytes)
    {
        var descriptions = new Mp4Box("", bytes).Find("moov", "trak", "mdia", "minf", "stbl", "stsd")
            ?? throw new InvalidDataException("The initialisation segment describes no stream.");
        var entry = Mp4Box.In(descriptions.Body[8..]).FirstOrDefault();
        return entry switch
        {
            { Type: "avc1" or "avc3" } => Video(entry),
            { Type: "mp4a" } => Audio(entry),
            _ => throw new InvalidDataException($"The initialisation segment holds {entry?.Type ?? "nothing"}, which is neither H.264 nor AAC."),
        };
    }

    // AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1: version, profile, compatibility, level, length size.
    private static InitSegment Video(Mp4Box entry)
    {
        var record = Inside(entry, Mp4Box.VisualEntryHead, "avcC").Span;
        return new InitSegment(
            string.Create(CultureInfo.InvariantCulture, $"{entry.Type}.{record[1]:x2}{record[2]:x2}{record[3]:x2}"),
            (record[4] & 3) + 1);
    }

    private static InitSegment Audio(Mp4Box entry)
    {
        // Four bytes of version and flags; three of id and flags in the first descriptor; thirteen of rates in the second.
        var stream = Descriptor(Inside(entry, Mp4Box.AudioEntryHead, "esds")[4..], EsDescriptor)[3..];
        var decoder = Descriptor(stream, DecoderConfig);
        var specific = Descriptor(decoder[13..], DecoderSpecific).Span;
        var kind = specific[0] >> 3;
        kind = kind == 31 ? 32 + (((specific[0] & 7) << 3) | (specific[1] >> 5)) : kind;
        return new InitSegment(string.Create(CultureInfo.InvariantCulture, $"mp4a.{decoder.Span[0]:x2}.{kind}"), 0, ChannelsOf(specific));
    }

    // AudioSpecificConfig, ISO/IEC 14496-3 §1.6.2.1: five bits of kind, four of rate, four of channels. What the entry around it says is 2 for any.
    private static int ChannelsOf(ReadOnlySpan<byte> specific)
    {
        var (kind, rate) = (specific[0] >> 3, ((specific[0] & 7) << 1) | (specific[1] >> 7));
        return kind == 31 || rate == 15 ? 0 : (specific[1] >> 3) & 15;
    }

    private static ReadOnlyMemory<byte> Inside(Mp4Box entry, int head, string type) =>
        Mp4Box.In(entry.Body[head..]).FirstOrDefault(box => box.Type == type)?.Body
        ?? throw new InvalidDataException($"The stream's description has no {type}.");

    // A descriptor is a tag, a length in groups of seven bits, and its content (ISO/IEC 14496-1 §8.3.3).
    private static ReadOnlyMemory<byte> Descriptor(ReadOnlyMemory<byte> bytes, byte tag)
    {
        var span = bytes.Span;
        if (span[0] != tag)
        {
            throw new InvalidDataException($"Expected descriptor {tag}, found {span[0]}.");
        }

        var at = 1;
        var length = 0;
        byte part;
        do
        {
            part = span[at++];
            length = (length << 7) | (part & 0x7f);
        }
        while ((part & 0x80) != 0);
        return bytes.Slice(at, length);
    }
}
