using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>
/// Everything that helps to see what is wrong with a machine, as a zip file: how it is, its settings, what ffmpeg said, what lies in the spool, and the log, the newest of it. No secret is in it,
/// and of what is booked the ids alone.
/// </summary>
internal sealed class LogBundle(AgentFolder folder, AgentOptions options, StatusReport report, Wanted wanted, DeviceStore device, SpoolStore spool, EncoderWords words, ChildRunner children)
{
    // Before it is packed, so that packed it is no larger than a log may be, whatever is in it.
    private const int Most = CapturePaths.LargestLog - (256 << 10);
    private const int MostOfSpool = 1 << 20;
    private const int Lines = 3;
    private static readonly TimeSpan ToAsk = TimeSpan.FromSeconds(10);

    public async Task<byte[]> MakeAsync(CancellationToken cancellationToken)
    {
        var redaction = new Redaction(Secrets());
        var left = Most;
        using var file = new MemoryStream();
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, read) in Parts(cancellationToken))
            {
                var text = Encoding.UTF8.GetBytes(redaction.Of(await ReadAsync(read)));
                var kept = text.AsMemory(Math.Max(0, text.Length - left));
                if (kept.Length > 0)
                {
                    await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
                    await entry.WriteAsync(kept, cancellationToken);
                }

                left -= kept.Length;
            }
        }

        return file.ToArray();
    }

    // What matters most comes first; of what has no room any more the end is kept.
    private IEnumerable<(string Name, Func<Task<string>> Read)> Parts(CancellationToken cancellationToken)
    {
        yield return ("machine.txt", () => MachineAsync(cancellationToken));
        yield return ("status.json", () => Task.FromResult(JsonSerializer.Serialize(report.Make(wanted.Settings, wanted.Schedule), CaptureJson.Default.AgentStatus)));
        yield return ("settings.json", () => Task.FromResult(JsonSerializer.Serialize(ShownSettings(), CaptureJson.Default.AgentSettings)));
        yield return ("ffmpeg.txt", () => Task.FromResult(string.Join('\n', words.All.Select(one => $"{one.Source}\n{string.Join('\n', one.Lines)}\n"))));
        yield return ("spool.txt", () => Task.FromResult(Spooled()));
        foreach (var path in LogFile.Newest(folder.Log))
        {
            yield return (Path.GetFileName(path), () => ReadSharedAsync(path, cancellationToken));
        }
    }

    // What can't be read is said, and the rest is sent.
    private static async Task<string> ReadAsync(Func<Task<string>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidDataException or ChildProcessException)
        {
            return $"It could not be read: {problem.Message}";
        }
    }

    private async Task<string> MachineAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.AppendLine($"agent {AgentVersion.Text}, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}");
        text.AppendLine($"{Environment.MachineName}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, up for {TimeSpan.FromSeconds(Uptime.Seconds):c}");
        text.AppendLine($"memory: {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB, {Environment.WorkingSet >> 20} MiB of it ours");
        foreach (var drive in DriveInfo.GetDrives().Where(drive => drive is { IsReady: true, TotalSize: > 0 }))
        {
            text.AppendLine($"disk {drive.Name} ({drive.DriveFormat}): {drive.AvailableFreeSpace >> 20} of {drive.TotalSize >> 20} MiB free{(folder.Root.StartsWith(drive.Name, StringComparison.OrdinalIgnoreCase) ? ", where it may record" : "")}");
        }

        await children.RunAsync(new ChildCommand(options.Ffmpeg, ["-version"]) { TimeLimit = ToAsk }, new ChildPipes { OnOutputLine = line => text.AppendLine(line) }, cancellationToken);
        return text.ToString();
    }

    private string Spooled()
    {
        var text = new StringBuilder();
        foreach (var file in new DirectoryInfo(folder.Spool).EnumerateFiles("*", SearchOption.AllDirectories).OrderByDescending(file => file.LastWriteTimeUtc))
        {
            text.AppendLine($"{file.LastWriteTimeUtc:O} {file.Length,14} {Path.GetRelativePath(folder.Spool, file.FullName)}");
        }

        foreach (var part in spool.Recordings.Reverse().SelectMany(recording => recording.Parts))
        {
            if (text.Length > MostOfSpool)
            {
                break;
            }

            text.AppendLine($"\n{part}: {part.Mark.Lines} lines, {part.Mark.Length} bytes{(part.IsEnded ? ", ended" : "")}");
            foreach (var line in part.ReadLines(0, Lines).Concat(part.ReadLines(Math.Max(Lines, part.Mark.Lines - Lines), Lines)))
            {
                text.AppendLine(JsonSerializer.Serialize(line, CaptureJson.Default.Fragment));
            }
        }

        return text.ToString();
    }

    private AgentSettings? Settings() => new StoredFile<AgentSettings>(folder.Settings, CaptureJson.Default.AgentSettings).Read();

    // Before they are written as JSON, which has other signs for some of a secret's.
    private AgentSettings? ShownSettings() => Settings() is { } settings
        ? settings with { Sources = [.. settings.Sources.Select(source => source with { Device = source.Device is null ? null : Redaction.Shown(source.Device) })] }
        : null;

    private IEnumerable<string> Secrets()
    {
        var known = device.Read();
        return new[] { known?.Key, known?.OtherKey }.OfType<string>().Concat(Settings()?.Sources.SelectMany(source => Redaction.In(source.Device)) ?? []);
    }

    private static async Task<string> ReadSharedAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
