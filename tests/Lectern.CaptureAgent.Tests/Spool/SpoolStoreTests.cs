using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Recordings;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.CaptureAgent.Tests.Spool;

public sealed class SpoolStoreTests : IDisposable
{
    private readonly SpoolFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_part_is_read_while_it_is_written()
    {
        var pieces = await Pieces.SoundAsync();
        var spool = folder.Open();
        Assert.True(spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out var writer));

        Assert.True(writer.TryAppend(pieces[0], Pieces.At(0)));
        Assert.True(writer.TryAppend(pieces[1], Pieces.At(1)));
        var part = spool.Find(SpoolFolder.Start.Id)!.Find("sound", 1)!;
        var first = part.ReadLines(0, 10);
        Assert.True(writer.TryAppend(pieces[2], Pieces.At(2)));
        var next = part.ReadLines(2, 10);
        var endedBefore = part.IsEnded;
        writer.Dispose();

        Assert.Equal([0, 1000, 1001], [first[0].Duration, first[0].Clock, first[1].Clock]);
        Assert.Equal((2, 1002), (first.Count, Assert.Single(next).Clock));
        Assert.Equal(new PartMark(3, next[0].Offset + next[0].Length), part.Mark);
        Assert.Equal((false, true), (endedBefore, part.IsEnded));
        SpoolFolder.IsWhole(part);
    }

    [Fact]
    public async Task Lines_are_read_from_anywhere_in_any_order()
    {
        var (spool, _) = await WriteAsync(13);
        var part = spool.Find(SpoolFolder.Start.Id)!.Parts[0];

        int[] numbers = [5, 6, 0, 12, 3, 3];
        var clocks = numbers.Select(number => part.ReadLines(number, 1).Single().Clock);

        Assert.Equal(numbers.Select(number => 1000.0 + number), clocks);
        Assert.Empty(part.ReadLines(13, 5));
        Assert.Equal(8, part.ReadLines(5, 100).Count);
    }

    [Fact]
    public async Task A_part_that_begins_in_the_middle_of_a_run_begins_at_time_0()
    {
        var pieces = await Pieces.SoundAsync();
        var spool = folder.Open();
        spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out var writer);

        foreach (var piece in pieces.Take(1).Concat(pieces.Skip(5)))
        {
            writer!.TryAppend(piece, Pieces.At(0));
        }

        using var media = writer!.Part.OpenRead();
        var bytes = new byte[media.Length];
        media.ReadExactly(bytes);
        Assert.Equal(0, writer.Part.ReadLines(1, 1).Single().Time);
        Assert.Equal(0, new FragmentReader().Append(bytes)[1].Time);
        writer.Dispose();
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_found_and_its_next_part_has_the_next_number()
    {
        await WriteAsync(3);

        var spool = folder.Open();
        var found = Assert.Single(spool.Recordings);
        spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out var writer);

        Assert.Equal((SpoolFolder.Start.Booking, "Algebra", false), (found.File.Booking, found.File.Title, found.IsEnded));
        Assert.True(found.Parts[0].IsEnded);
        Assert.Equal(2, writer!.Part.Part);
        Assert.Equal([1, 2], spool.Find(found.Id)!.Parts.Select(part => part.Part));
        writer.Dispose();
    }

    [Theory]
    [InlineData("no line's end")]
    [InlineData("half a line")]
    [InlineData("zeros after the lines")]
    [InlineData("bytes without a line")]
    [InlineData("a line without its bytes")]
    [InlineData("a line with zeros for bytes")]
    public async Task A_torn_end_is_cut_off(string how)
    {
        var (_, part) = await WriteAsync(6);
        var (lines, length) = (part.ReadLines(0, 10), part.Mark.Length);
        Tear(part, how, lines[^1]);

        var recovered = folder.Open().Recordings[0].Parts[0];

        var left = how is "zeros after the lines" or "bytes without a line" ? 6 : 5;
        Assert.Equal(lines.Take(left), recovered.ReadLines(0, 10));
        Assert.Equal(left == 6 ? length : lines[^1].Offset, new FileInfo(recovered.MediaPath).Length);
        SpoolFolder.IsWhole(recovered);
    }

    [Fact]
    public async Task A_part_of_which_nothing_is_left_holds_nothing_and_is_in_no_manifest()
    {
        var (_, part) = await WriteAsync(2);
        File.WriteAllText(part.JournalPath, "{\"offset\":0");

        var spool = folder.Open();
        spool.TryEnd(SpoolFolder.Start.Id, DateTimeOffset.UnixEpoch, []);

        Assert.Equal(PartMark.None, spool.Recordings[0].Parts[0].Mark);
        Assert.Empty(Manifests.Of(spool.Recordings[0]).Parts);
    }

    [Fact]
    public async Task A_recording_that_has_ended_says_what_there_is_of_it()
    {
        var (spool, part) = await WriteAsync(13);
        var pause = new Pause(Pieces.At(2).At, Pieces.At(3).At);

        spool.TryEnd(SpoolFolder.Start.Id, Pieces.At(9).At, [pause]);
        var manifest = Manifests.Of(folder.Open().Recordings[0]);

        var end = Assert.Single(manifest.Parts);
        Assert.Equal(Pieces.At(9).At, manifest.EndedAt);
        Assert.Equal([pause], manifest.Pauses);
        Assert.Equal(("sound", 1, Boot.Id, part.Mark.Length, 13), (end.Source, end.Part, end.Boot, end.Length, end.Lines));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(string.Concat(part.ReadLines(0, 20).Select(line => line.Sha256)).Select(letter => (byte)letter).ToArray())), end.Sha256);
    }

    [Fact]
    public async Task A_forgotten_recording_is_gone()
    {
        var (spool, _) = await WriteAsync(3);

        spool.Forget(SpoolFolder.Start.Id);
        spool.Forget(SpoolFolder.Start.Id);

        Assert.Empty(spool.Recordings);
        Assert.Empty(folder.Open().Recordings);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Agent.Spool));
    }

    [Fact]
    public async Task Of_a_part_that_the_tool_holds_the_bytes_may_go_and_the_lines_stay()
    {
        var (spool, part) = await WriteAsync(3);

        spool.TryMarkHeld(SpoolFolder.Start.Id, part);
        spool.DropHeld();
        var again = folder.Open().Recordings[0].Parts[0];

        Assert.False(File.Exists(part.MediaPath));
        Assert.Equal(part.Mark, again.Mark);
        Assert.Equal(3, again.ReadLines(0, 10).Count);
    }

    [Fact]
    public async Task A_part_whose_bytes_went_stays_in_the_manifest_after_the_machine_is_enrolled_anew()
    {
        var (spool, part) = await WriteAsync(3);
        spool.TryMarkTold(SpoolFolder.Start.Id, Guid.CreateVersion7());
        spool.TryMarkHeld(SpoolFolder.Start.Id, part);
        spool.DropHeld();
        spool.TryMarkTold(SpoolFolder.Start.Id, Guid.CreateVersion7());
        spool.TryEnd(SpoolFolder.Start.Id, Pieces.At(9).At, []);

        var again = folder.Open().Recordings[0];

        Assert.True(Assert.Single(again.File.Parts).IsHeld);
        Assert.Equal(3, Assert.Single(Manifests.Of(again).Parts).Lines);
    }

    [Fact]
    public async Task A_part_that_was_shortened_stays_so_and_nothing_of_it_is_cut()
    {
        var (spool, part) = await WriteAsync(5);
        var length = part.Mark.Length;

        Assert.True(spool.TryShorten(part, 3));
        var again = folder.Open().Recordings[0].Parts[0];

        Assert.Equal(3, part.Mark.Lines);
        Assert.Equal((part.Mark, true), (again.Mark, again.IsShortened));
        Assert.Equal(length, new FileInfo(part.MediaPath).Length);
    }

    [Fact]
    public async Task Lines_whose_bytes_are_missing_are_not_cut()
    {
        var (_, part) = await WriteAsync(3);
        File.Delete(part.MediaPath);

        Assert.Equal(part.Mark, folder.Open().Recordings[0].Parts[0].Mark);
    }

    [Fact]
    public void A_folder_that_says_nothing_stops_nothing()
    {
        Directory.CreateDirectory(Path.Combine(folder.Agent.Spool, "empty"));
        Directory.CreateDirectory(Path.Combine(folder.Agent.Spool, "odd"));
        File.WriteAllText(Path.Combine(folder.Agent.Spool, "odd", RecordingFile.Name), "{");

        Assert.Empty(folder.Open().Recordings);
    }

    [Fact]
    public async Task A_recording_that_cannot_be_read_is_left_as_it_is_and_keeps_no_other_from_being_found()
    {
        var (spool, part) = await WriteAsync(3);
        var other = SpoolFolder.Start with { Id = Guid.CreateVersion7() };
        spool.TryBeginPart(other, SpoolFolder.Sound, out var writer);
        writer!.Dispose();

        SpoolStore found;
        using (new FileStream(part.MediaPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            found = folder.Open();
        }

        Assert.Equal(other.Id, Assert.Single(found.Recordings).Id);
        Assert.Equal(SpoolFolder.Start.Id, Assert.Single(found.Unreadable));
        Assert.Equal(part.Mark, folder.Open().Find(SpoolFolder.Start.Id)!.Parts[0].Mark);
    }

    private async Task<(SpoolStore Spool, SpooledPart Part)> WriteAsync(int count)
    {
        var pieces = await Pieces.SoundAsync();
        var spool = folder.Open();
        spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out var writer);
        for (var i = 0; i < count; i++)
        {
            Assert.True(writer!.TryAppend(pieces[i], Pieces.At(i)));
        }

        writer!.Dispose();
        return (spool, writer.Part);
    }

    private static void Tear(SpooledPart part, string how, Fragment last)
    {
        using var journal = new FileStream(part.JournalPath, FileMode.Open);
        using var media = new FileStream(part.MediaPath, FileMode.Open);
        switch (how)
        {
            case "no line's end":
                journal.SetLength(journal.Length - 1);
                break;
            case "half a line":
                journal.SetLength(journal.Length - 60);
                break;
            case "zeros after the lines":
                journal.SetLength(journal.Length + 512);
                break;
            case "bytes without a line":
                media.SetLength(media.Length + 5000);
                break;
            case "a line without its bytes":
                media.SetLength(media.Length - 1);
                break;
            default:
                media.Position = last.Offset;
                media.Write(new byte[last.Length]);
                break;
        }
    }
}
