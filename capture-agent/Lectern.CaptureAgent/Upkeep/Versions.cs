using System.Text.Json;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>The versions that came by updates: a folder for each, and a file that says which runs. The file is replaced whole, so that a start finds a program whatever happened before.</summary>
/// <param name="folder">The agent's.</param>
internal sealed class Versions(AgentFolder folder)
{
    /// <summary>How folders begin that are not whole yet.</summary>
    private const string Unfinished = ".";
    private readonly Lock gate = new();

    public VersionPointer Pointer
    {
        get
        {
            lock (gate)
            {
                return Read();
            }
        }
    }

    public string PathOf(string version) => Path.Combine(folder.Versions, version);

    /// <summary>An empty folder for a version that is being taken.</summary>
    public string NewFolder()
    {
        var path = Path.Combine(folder.Versions, $"{Unfinished}new");
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Says which program a start begins with, and keeps that it began.</summary>
    /// <returns>Null for the package's own.</returns>
    public string? Choose(string installed, UpdateKey key, DateTimeOffset now)
    {
        lock (gate)
        {
            var before = Read();
            var (after, version) = VersionChoice.Of(before, installed, version => key.HasSigned(PathOf(version), version), now);
            try
            {
                Write(before, after);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException && version is not null && after.Starts is null)
            {
                // It has come to work before: a full disk is no reason to begin with an older one.
            }

            return version is null ? null : ProgramOf(version);
        }
    }

    /// <summary>Keeps what follows from what there is.</summary>
    public VersionPointer Change(Func<VersionPointer, VersionPointer> change)
    {
        lock (gate)
        {
            var before = Read();
            var after = change(before);
            Write(before, after);
            return after;
        }
    }

    /// <summary>Removes versions that nothing leads to any more. Before anything else runs: what is being taken is led to by nothing yet.</summary>
    public void Sweep()
    {
        lock (gate)
        {
            var pointer = Read();
            string?[] kept = [pointer.Version, pointer.Before, pointer.Next?.Version];
            if (Directory.Exists(folder.Versions))
            {
                foreach (var path in Directory.GetDirectories(folder.Versions).Where(path => !kept.Contains(Path.GetFileName(path))))
                {
                    Directory.Delete(path, recursive: true);
                }
            }
        }
    }

    private string ProgramOf(string version) => Path.Combine(PathOf(version), AgentPlatform.Program);

    // One that can't be read leads nowhere: the package's own program runs.
    private VersionPointer Read()
    {
        try
        {
            return File.Exists(folder.CurrentVersion) ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.CurrentVersion), AgentJson.Default.VersionPointer) ?? VersionPointer.None : VersionPointer.None;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return VersionPointer.None;
        }
    }

    private void Write(VersionPointer before, VersionPointer after)
    {
        if (after != before)
        {
            DurableFile.Replace(folder.CurrentVersion, JsonSerializer.SerializeToUtf8Bytes(after, AgentJson.Default.VersionPointer));
        }
    }
}
