using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.Ffmpeg.Tests.Fragments;

public sealed class FragmentReaderTests
{
    private static readonly string[] s_picture =
        ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-t", "4", "-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-force_key_frames", "expr:gte(t,n_forced)"];

    private static readonly string[] s_sound = ["-f", "lavfi", "-i", "sine=sample_rate=48000", "-t", "4", "-c:a", "aac"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_cut_into_its_head_and_fragments_of_a_second()
    {
        var stream = await MakeAsync(s_picture, "empty_moov+default_base_moof+frag_keyframe");

        var pieces = new FragmentReader().Append(stream);

        Assert.True(pieces[0].IsHead);
        Assert.Equal([0, 1, 2, 3], pieces.Skip(1).Select(piece => piece.Time));
        Assert.All(pieces.Skip(1), piece => Assert.Equal(1, piece.Duration));
    }

    [Fact]
    public async Task Sound_is_cut_without_a_gap()
    {
        var stream = await MakeAsync([.. s_sound, "-frag_duration", "960000"], "empty_moov+default_base_moof");

        var pieces = new FragmentReader().Append(stream);

        var end = 0.0;
        foreach (var piece in pieces.Skip(1))
        {
            Assert.Equal(end, piece.Time, 9);
            Assert.InRange(piece.Duration, 0.02, 1);
            end += piece.Duration;
        }

        Assert.InRange(end, 4, 4.05);
    }

    [Theory, InlineData(1), InlineData(7), InlineData(4096), InlineData(int.MaxValue)]
    public async Task The_bites_in_which_it_comes_change_nothing(int bite)
    {
        var stream = await MakeAsync(s_sound, "empty_moov+default_base_moof+frag_keyframe");
        var reader = new FragmentReader();

        var pieces = stream.Chunk(bite).SelectMany(bytes => reader.Append(bytes)).ToList();

        Assert.Null(reader.Fault);
        Assert.False(reader.IsTorn);
        Assert.Equal(new FragmentReader().Append(stream).Select(piece => piece.Bytes.ToArray()), pieces.Select(piece => piece.Bytes.ToArray()));
    }

    [Fact]
    public async Task Indexes_and_segment_types_between_the_fragments_are_left_out()
    {
        var stream = await MakeAsync([.. s_picture, "-frag_duration", "1000000", "-brand", "iso6"], "empty_moov+default_base_moof+frag_keyframe+dash+global_sidx");

        var reader = new FragmentReader();
        var pieces = reader.Append(stream);

        Assert.Null(reader.Fault);
        Assert.Equal(5, pieces.Count);
        Assert.All(pieces.Skip(1), piece => Assert.Equal("moof", TypeOf(piece)));
    }

    [Fact]
    public async Task A_file_may_begin_in_the_middle_of_a_stream()
    {
        var pieces = new FragmentReader().Append(await MakeAsync(s_picture, "empty_moov+default_base_moof+frag_keyframe"));
        MediaPiece[] late = [pieces[0], .. pieces.Skip(3).Select(piece => piece.Since(pieces[3].Time))];

        var again = new FragmentReader().Append(late.SelectMany(piece => piece.Bytes.ToArray()).ToArray());

        Assert.Equal([0, 1], again.Skip(1).Select(piece => piece.Time));
        Assert.Equal([0, 1], late.Skip(1).Select(piece => piece.Time));
        Assert.Equal([2, 3], pieces.Skip(3).Select(piece => piece.Time));
    }

    [Fact]
    public async Task A_torn_stream_gives_what_is_whole_and_says_that_it_is_torn()
    {
        var stream = await MakeAsync(s_picture, "empty_moov+default_base_moof+frag_keyframe+skip_trailer");
        var reader = new FragmentReader();

        var pieces = reader.Append(stream.AsSpan(0, stream.Length - 1));

        Assert.Equal(4, pieces.Count);
        Assert.True(reader.IsTorn);
        Assert.Null(reader.Fault);
    }

    [Fact]
    public async Task Whatever_is_garbled_ends_in_pieces_or_in_a_fault_and_in_nothing_else()
    {
        var stream = await MakeAsync(s_sound, "empty_moov+default_base_moof+frag_keyframe");
        var random = new Random(7);

        for (var round = 0; round < 500; round++)
        {
            var garbled = stream.ToArray();
            for (var i = 0; i < 8; i++)
            {
                garbled[random.Next(round % 2 == 0 ? 2000 : garbled.Length)] = (byte)random.Next(256);
            }

            var reader = new FragmentReader(1 << 20);
            var bytes = reader.Append(garbled).Sum(piece => piece.Bytes.Length);

            Assert.InRange(bytes, 0, stream.Length);
        }
    }

    [Fact]
    public void What_is_no_media_is_damaged()
    {
        var reader = new FragmentReader();

        Assert.Empty(reader.Append("<html>The camera asks for a password</html>"u8));
        Assert.Equal(FragmentFault.Damaged, reader.Fault);
        Assert.Empty(reader.Append("more"u8));
    }

    [Fact]
    public async Task A_box_that_is_too_large_is_refused_before_it_comes()
    {
        var stream = await MakeAsync(s_picture, "empty_moov+default_base_moof+frag_keyframe");
        var reader = new FragmentReader(4096);

        var pieces = reader.Append(stream);

        Assert.Equal(FragmentFault.TooLarge, reader.Fault);
        Assert.Single(pieces);
    }

    [Theory]
    [InlineData("frag_keyframe", FragmentFault.OutOfOrder)]
    [InlineData("empty_moov+frag_keyframe", FragmentFault.NotSelfContained)]
    public async Task Other_kinds_of_MP4_are_faults_with_a_name(string flags, FragmentFault fault)
    {
        var stream = await MakeAsync([.. s_picture, "-f", "mp4"], flags);
        var reader = new FragmentReader();

        reader.Append(stream);

        Assert.Equal(fault, reader.Fault);
    }

    private static string TypeOf(MediaPiece piece) => System.Text.Encoding.ASCII.GetString(piece.Bytes.Span.Slice(4, 4));

    private static async Task<byte[]> MakeAsync(IEnumerable<string> arguments, string flags)
    {
        using var output = new MemoryStream();
        var command = new ChildCommand(Machine.Tool.FfmpegPath, ["-hide_banner", "-nostdin", "-loglevel", "error", .. arguments, "-f", "mp4", "-movflags", flags, "pipe:1"]);
        await new ChildRunner().RunAsync(command, new ChildPipes { Output = output }, Token);
        return output.ToArray();
    }
}
