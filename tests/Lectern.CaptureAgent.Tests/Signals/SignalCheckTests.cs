using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Signals;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Tests.Signals;

public sealed class SignalCheckTests
{
    private const string Encoder = "-c:v libx264 -preset veryfast -tune zerolatency -crf 23 -pix_fmt yuv420p -force_key_frames expr:gte(t,n_forced)";
    private readonly AlarmBell alarms = new(TimeProvider.System);
    private readonly SignalBoard board;
    private byte[]? picture;

    public SignalCheckTests() => board = new SignalBoard(alarms, TimeProvider.System);

    [Theory]
    [InlineData("testsrc2=size=320x180:rate=10", 32, 255, 0.05, 255)]
    [InlineData("color=black:size=320x180:rate=10", 0, 31.9, 0, 0.0499)]
    [InlineData("testsrc2=size=320x180:rate=10,trim=end_frame=1,loop=100:1,setpts=N/10/TB", 32, 255, 0, 0.0499)]
    [InlineData("testsrc2=size=320x180:rate=10,trim=end_frame=1,loop=100:1,setpts=N/10/TB,noise=alls=4:allf=t", 32, 255, 0.05, 255)]
    public async Task A_picture_tells_how_bright_it_is_and_whether_it_moves(string input, double darkest, double brightest, double least, double most)
    {
        var reading = await CheckAsync(SourceRole.Presenter, $"-f lavfi -i {input} -t 6 {Encoder}");

        Assert.InRange(reading.Bright!.Value, darkest, brightest);
        Assert.InRange(reading.Change!.Value, least, most);
        Assert.Equal([0xFF, 0xD8, 0xFF], picture!.Take(3));
        Assert.Null(board.PictureOf("one"));
    }

    [Theory]
    [InlineData("sine=sample_rate=48000", -30, -15, -25, -12)]
    [InlineData("anullsrc=sample_rate=48000", double.NegativeInfinity, -60, double.NegativeInfinity, -60)]
    [InlineData("sine=sample_rate=48000,volume=40dB", -6, 3, -0.5, 6)]
    public async Task A_sound_tells_how_loud_it_is(string input, double quietest, double loudest, double low, double high)
    {
        var reading = await CheckAsync(SourceRole.Sound, $"-f lavfi -i {input} -t 6 -c:a aac -b:a 128k -ac 2 -frag_duration 950000");

        Assert.InRange(reading.Level!.Value, quietest, loudest);
        Assert.InRange(reading.Peak!.Value, low, high);
    }

    [Fact]
    public async Task A_room_in_which_a_tone_sounds_and_a_picture_moves_says_so_and_rings_for_nothing()
    {
        await using var room = new Room();
        await room.StartAsync();
        room.Order(OrderKind.Start, 10);

        await Room.UntilAsync(() => room.Recorder.View.Sources.Any(source => source.Level is not null));
        var sources = room.Recorder.View.Sources;

        Assert.Null(sources.Single(source => source.Name == "slides").Level);
        Assert.InRange(sources.Single(source => source.Name == "sound").Level!.Value, -30, -10);
        Assert.Empty(room.Recorder.View.Alarms);
    }

    private async Task<SignalReading> CheckAsync(SourceRole role, string encode)
    {
        var pieces = await Pieces.MakeAsync([.. encode.Split(' ')], "empty_moov+default_base_moof+frag_keyframe+skip_trailer");
        var settings = new SourceSettings { Name = "one", Role = role, Profile = "test" };
        await using var check = new SignalCheck(settings, board, new ChildRunner(), new AgentOptions("unused"), TimeProvider.System);
        foreach (var piece in pieces)
        {
            check.Take(new StampedPiece(piece, Pieces.At(0)));
        }

        // The first second has nothing before it to differ from.
        await Room.UntilAsync(() => board.ReadingOf("one") is { } reading && (role == SourceRole.Sound || board.PictureOf("one") is not null));
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        picture = board.PictureOf("one")?.Jpeg;
        return board.ReadingOf("one")!;
    }
}
