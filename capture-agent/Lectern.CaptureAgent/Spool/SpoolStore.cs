using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lectern.Contracts.Recordings;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Spool;

/// <summary>
/// What this machine has recorded and the tool has not verified. A folder for each recording; one process at a time writes it, and reads
/// it while it is written. Every step is repeated without harm after a crash.
/// </summary>
internal sealed partial class SpoolStore(AgentFolder folder, ISpoolDisk disk, ILogger<SpoolStore> logger)
{
    private readonly Lock gate = new();
    private readonly HashSet<Guid> unreadable = [];
    private ImmutableDictionary<Guid, SpooledRecording> recordings = ImmutableDictionary<Guid, SpooledRecording>.Empty;

    /// <summary>All there is now, oldest first.</summary>
    public IReadOnlyList<SpooledRecording> Recordings => [.. recordings.Values.OrderBy(recording => recording.Id)];

    /// <summary>Recordings that could not be read when this run began. Nothing may be written to them.</summary>
    public IReadOnlySet<Guid> Unreadable => unreadable;

    public SpooledRecording? Find(Guid recording) => recordings.GetValueOrDefault(recording);

    /// <summary>Bytes free where the spool lies.</summary>
    public long FreeBytes => disk.FreeBytes;

    /// <summary>Finds what earlier runs left, and the end of each of its parts. Once, before anything is written.</summary>
    public void Load()
    {
        disk.CreateFolder(folder.Spool);
        foreach (var path in Directory.GetDirectories(folder.Spool))
        {
            LoadSafely(path);
        }
    }

    /// <summary>Begins a source's next part in a recording, and the recording with its first.</summary>
    /// <param name="start">The recording's.</param>
    /// <param name="source">The source.</param>
    /// <param name="writer">Writes the part.</param>
    /// <param name="run">Names the machine's run; null for that since its start.</param>
    /// <returns><see langword="false"/> when the disk takes no more; nothing is left of the try.</returns>
    public bool TryBeginPart(RecordingStart start, RecordedSource source, [NotNullWhen(true)] out PartWriter? writer, string? run = null)
    {
        lock (gate)
        {
            try
            {
                writer = Begin(start, source, run ?? Boot.Id);
                return true;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                writer = null;
                return false;
            }
        }
    }

    /// <summary>Gives up a part that holds nothing: its number is free again.</summary>
    public void Abandon(Guid recording, PartWriter writer)
    {
        writer.Dispose();
        lock (gate)
        {
            if (Find(recording) is { } spooled)
            {
                Set(spooled with
                {
                    File = spooled.File with { Parts = [.. spooled.File.Parts.Where(part => !Is(part, writer.Part))] },
                    Parts = spooled.Parts.Remove(writer.Part),
                });
            }
        }

        // In this order: lines without bytes would be taken for what the tool holds.
        Try(() => disk.DeleteFile(writer.Part.JournalPath));
        Try(() => disk.DeleteFile(writer.Part.MediaPath));
    }

    /// <summary>Says that a recording has ended. Its writers are closed by then.</summary>
    public bool TryEnd(Guid recording, DateTimeOffset at, IReadOnlyList<Pause> pauses) =>
        TryChange(recording, file => file with { EndedAt = file.EndedAt ?? at, Pauses = pauses });

    /// <summary>Notes which device tells the tool of a recording. What another device brought of it is not held for this one; only what has no bytes here any more stays so.</summary>
    public bool TryMarkTold(Guid recording, Guid device) => Find(recording)?.File.ToldBy == device || TryChange(recording, file => file.ToldBy is null
        ? file with { ToldBy = device }
        : file with { Parts = [.. file.Parts.Select(part => part with { IsHeld = part.IsHeld && !File.Exists(Path.Combine(PathOf(recording), part.Media)) })] });

    /// <summary>The tool holds all of a part that has ended: its bytes may go when the disk is full.</summary>
    public bool TryMarkHeld(Guid recording, SpooledPart part) =>
        TryChange(recording, file => file with { Parts = [.. file.Parts.Select(other => Is(other, part) ? other with { IsHeld = true } : other)] });

    /// <summary>Ends a part, of which no more comes, after so many lines: the disk has damaged what follows. It stays on the disk with the others.</summary>
    public bool TryShorten(SpooledPart part, int lines)
    {
        var kept = part.ReadLines(0, lines);
        if (Recordings.FirstOrDefault(recording => recording.Parts.Contains(part)) is not { } recording
            || !TryChange(recording.Id, file => file with { Parts = [.. file.Parts.Select(other => Is(other, part) ? other with { Good = lines } : other)] }))
        {
            return false;
        }

        part.Shorten(kept is [.., var last] ? new PartMark(lines, last.Offset + last.Length) : PartMark.None);
        return true;
    }

    /// <summary>Deletes the bytes of parts that the tool holds. Their lines stay, for the manifest.</summary>
    public void DropHeld()
    {
        foreach (var recording in Recordings)
        {
            foreach (var part in recording.Parts.Where(part => recording.File.Parts.Any(file => file.IsHeld && Is(file, part))))
            {
                Try(() => disk.DeleteFile(part.MediaPath));
            }
        }
    }

    /// <summary>The tool has verified all of a recording: it is deleted here.</summary>
    public void Forget(Guid recording)
    {
        lock (gate)
        {
            disk.DeleteFolder(PathOf(recording));
            recordings = recordings.Remove(recording);
        }
    }

    private PartWriter Begin(RecordingStart start, RecordedSource source, string run)
    {
        var now = Find(start.Id) ?? new SpooledRecording(
            new RecordingFile { Id = start.Id, Booking = start.Booking, Title = start.Title, StartedAt = start.StartedAt }, []);
        var part = new PartFile(source.Name, 1 + now.File.Parts.Where(other => other.Source == source.Name).Select(other => other.Part).DefaultIfEmpty().Max(), run);
        var file = now.File with
        {
            EndedAt = null,
            Sources = [.. now.File.Sources.Where(other => other.Name != source.Name), source],
            Parts = [.. now.File.Parts, part],
        };
        disk.CreateFolder(PathOf(start.Id));
        Write(file);
        var spooled = new SpooledPart(PathOf(start.Id), part, PartMark.None, isEnded: false);
        var writer = new PartWriter(spooled, disk);
        Set(new SpooledRecording(file, now.Parts.Add(spooled)));
        return writer;
    }

    private bool TryChange(Guid recording, Func<RecordingFile, RecordingFile> change)
    {
        lock (gate)
        {
            if (Find(recording) is not { } now)
            {
                return true;
            }

            var next = now with { File = change(now.File) };
            if (!Try(() => Write(next.File)))
            {
                return false;
            }

            Set(next);
            return true;
        }
    }

    // One that can't be read is left for people as it is, and keeps no other from being found.
    private void LoadSafely(string path)
    {
        try
        {
            if (ReadFile(path) is { } file)
            {
                Set(new SpooledRecording(file, [.. file.Parts.Select(part => Recover(path, part))]));
            }
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Unreadable(logger, problem, path);
            if (Guid.TryParseExact(Path.GetFileName(path), "n", out var recording))
            {
                unreadable.Add(recording);
            }
        }
    }

    private SpooledPart Recover(string path, PartFile file)
    {
        var part = new SpooledPart(path, file, PartMark.None, isEnded: true);
        part.Advance(PartRecovery.Run(part.MediaPath, part.JournalPath, file, disk));
        return part;
    }

    // A folder without its file is one whose recording had not begun when the machine stopped.
    private static RecordingFile? ReadFile(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(path, RecordingFile.Name)), AgentJson.Default.RecordingFile);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private void Write(RecordingFile file) =>
        disk.Replace(Path.Combine(PathOf(file.Id), RecordingFile.Name), JsonSerializer.SerializeToUtf8Bytes(file, AgentJson.Default.RecordingFile));

    private void Set(SpooledRecording recording) => ImmutableInterlocked.AddOrUpdate(ref recordings, recording.Id, recording, (_, _) => recording);

    private string PathOf(Guid recording) => Path.Combine(folder.Spool, recording.ToString("n"));

    private static bool Is(PartFile file, SpooledPart part) => file.Source == part.Source && file.Part == part.Part;

    private static bool Try(Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What was recorded in {Path} can't be read; it is left as it is.")]
        public static partial void Unreadable(ILogger logger, Exception problem, string path);
    }
}
