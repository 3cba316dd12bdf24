using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Spool;

/// <summary>A part that can be read while it is written. Only what outlives a power cut is told of.</summary>
internal sealed class SpooledPart
{
    private readonly string folder;
    private readonly Lock gate = new();
    private volatile PartMark mark;
    private volatile bool isEnded;
    private (int Line, long Position) last;

    public SpooledPart(string folder, PartFile file, PartMark mark, bool isEnded)
    {
        this.folder = folder;
        this.mark = mark;
        this.isEnded = isEnded;
        Source = file.Source;
        Part = file.Part;
        Boot = file.Boot;
        IsShortened = file.Good is not null;
        MediaPath = Path.Combine(folder, file.Media);
        JournalPath = Path.Combine(folder, file.Journal);
    }

    public string Source { get; }

    /// <summary>Counts the source's parts in this recording from 1.</summary>
    public int Part { get; }

    public string Boot { get; }

    /// <summary>How many lines and bytes are durable now.</summary>
    public PartMark Mark => mark;

    /// <summary>Whether no more will come; look at it before <see cref="Mark"/>.</summary>
    public bool IsEnded => isEnded;

    /// <summary>Whether it ends before what the disk has damaged.</summary>
    public bool IsShortened { get; private set; }

    internal string MediaPath { get; }

    internal string JournalPath { get; }

    /// <summary>Opens the bytes. They are there up to the mark's length; what lies behind it is not for reading.</summary>
    public FileStream OpenRead() => new(MediaPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>The durable lines from number <paramref name="from"/> (0 is the head's), at most <paramref name="most"/>. Reading on where the last call ended is cheap.</summary>
    public IReadOnlyList<Fragment> ReadLines(int from, int most)
    {
        lock (gate)
        {
            var until = Math.Min(mark.Lines, from + most);
            if (from >= until)
            {
                return [];
            }

            using var journal = new FileStream(JournalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Read(journal, from, until);
        }
    }

    internal void Advance(PartMark next) => mark = next;

    internal void Shorten(PartMark next) => (mark, IsShortened) = (next, true);

    internal void End() => isEnded = true;

    public override string ToString() => $"{Path.GetFileName(folder)}/{Source}-{Part}";

    private List<Fragment> Read(FileStream journal, int from, int until)
    {
        var (line, position) = last.Line <= from ? last : (0, 0);
        var lines = new List<Fragment>();
        journal.Position = position;
        using var reader = new JournalReader(journal);
        for (; line < until; line++)
        {
            var fragment = reader.Next();
            if (line >= from)
            {
                lines.Add(fragment);
            }
        }

        last = (line, position + reader.Taken);
        return lines;
    }
}
