using System.Buffers.Binary;
using System.Text;
using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Tests.Packaging;

public sealed class InitSegmentTests
{
    [Theory]
    [InlineData(new byte[] { 1, 0x64, 0x00, 0x28, 0xff }, "avc1.640028", 4)]
    [InlineData(new byte[] { 1, 0x42, 0xc0, 0x1e, 0xfd }, "avc1.42c01e", 2)]
    public void H264_is_named_by_profile_constraints_and_level(byte[] record, string codecs, int lengthSize)
    {
        var init = InitSegment.Parse(Movie("avc1", Mp4Box.VisualEntryHead, Box("avcC", record)));

        Assert.Equal((codecs, lengthSize), (init.Codecs, init.LengthSize));
    }

    [Theory]
    [InlineData(new byte[] { 0x11, 0x90 }, "mp4a.40.2")]
    [InlineData(new byte[] { 0x2b, 0x92 }, "mp4a.40.5")]
    [InlineData(new byte[] { 0xf9, 0x48 }, "mp4a.40.42")]
    public void Aac_is_named_by_its_object_type(byte[] configuration, string codecs)
    {
        byte[] specific = [5, 0x80, 0x80, 0x80, (byte)configuration.Length, .. configuration];
        byte[] decoder = [4, (byte)(13 + specific.Length), 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. specific];
        byte[] descriptor = [0, 0, 0, 0, 3, (byte)(3 + decoder.Length), 0, 1, 0, .. decoder];

        var init = InitSegment.Parse(Movie("mp4a", Mp4Box.AudioEntryHead, Box("esds", descriptor)));

        Assert.Equal(codecs, init.Codecs);
    }

    [Theory]
    [InlineData("hev1")]
    [InlineData("Opus")]
    public void Another_codec_is_named_in_the_complaint(string type)
    {
        var failure = Assert.Throws<InvalidDataException>(() => InitSegment.Parse(Movie(type, 0, [])));

        Assert.Contains(type, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_is_no_initialisation_segment()
    {
        Assert.Throws<InvalidDataException>(() => InitSegment.Parse(new byte[] { 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8 }));
    }

    private static byte[] Movie(string entry, int head, byte[] inside) =>
        Box("moov", Box("trak", Box("mdia", Box("minf", Box("stbl", Box("stsd", [0, 0, 0, 0, 0, 0, 0, 1, .. Box(entry, [.. new byte[head], .. inside])]))))));

    private static byte[] Box(string type, byte[] body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(box, 4);
        body.CopyTo(box, 8);
        return box;
    }
}
