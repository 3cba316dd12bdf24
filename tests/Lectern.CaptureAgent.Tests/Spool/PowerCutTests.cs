using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.CaptureAgent.Tests.Spool;

public sealed class PowerCutTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_power_cut_at_any_step_takes_nothing_that_was_said_to_be_durable()
    {
        var pieces = await Pieces.SoundAsync();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var cuts = 0;

        for (var steps = 0; steps < 70; steps++)
        {
            using var folder = new SpoolFolder();
            var disk = new PowerCutDisk(new SpoolDisk(folder.Agent), random);
            var spool = folder.Open(disk);
            disk.StepsLeft = steps;
            var promised = Record(spool, pieces);
            cuts += disk.StepsLeft < 0 ? 1 : 0;
            disk.CutPower();

            var found = folder.Open().Recordings.SelectMany(recording => recording.Parts).ToList();

            // The line that was on its way may have come through as well.
            Assert.InRange(found.Sum(part => part.Mark.Lines), promised?.Lines ?? 0, (promised?.Lines ?? 0) + 1);
            found.ForEach(SpoolFolder.IsWhole);
        }

        Assert.InRange(cuts, 50, 70);
    }

    [Fact]
    public async Task On_a_full_disk_a_part_ends_whole_and_the_next_begins_when_there_is_room()
    {
        var pieces = await Pieces.SoundAsync();
        using var folder = new SpoolFolder();
        var disk = new PowerCutDisk(new SpoolDisk(folder.Agent), new Random(1));
        var spool = folder.Open(disk);
        Assert.True(spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out var writer));
        Assert.True(writer.TryAppend(pieces[0], Pieces.At(0)));
        Assert.True(writer.TryAppend(pieces[1], Pieces.At(1)));

        disk.Room = 4000;
        var refused = writer.TryAppend(pieces[2], Pieces.At(2));
        writer.Dispose();
        disk.Room = 100;
        var begun = spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out _);
        disk.Room = long.MaxValue;
        Assert.True(spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out var next));
        Assert.True(next.TryAppend(pieces[0], Pieces.At(3)));
        next.Dispose();

        Assert.False(refused);
        Assert.False(begun);
        Assert.Equal([(1, 2), (2, 1)], spool.Recordings[0].Parts.Select(part => (part.Part, part.Mark.Lines)));
        Assert.All(spool.Recordings[0].Parts, SpoolFolder.IsWhole);
        Assert.All(folder.Open().Recordings[0].Parts, SpoolFolder.IsWhole);
    }

    private static PartMark? Record(SpoolStore spool, IReadOnlyList<MediaPiece> pieces)
    {
        if (!spool.TryBeginPart(SpoolFolder.Start, SpoolFolder.Sound, out var writer))
        {
            return null;
        }

        for (var i = 0; i < pieces.Count && writer.TryAppend(pieces[i], Pieces.At(i)); i++)
        {
        }

        writer.Dispose();
        return writer.Part.Mark;
    }
}
