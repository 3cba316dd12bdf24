using System.Text.Json.Serialization.Metadata;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Status;

/// <summary>Something the tool has a version of and we keep as a file, by which the agent works while the tool is out of reach.</summary>
/// <param name="file">Where it is kept.</param>
/// <param name="path">Where the tool has it.</param>
/// <param name="type">What it is.</param>
/// <param name="versionOf">Which version one is.</param>
/// <param name="tool">The tool.</param>
internal sealed class Fetched<T>(string file, string path, JsonTypeInfo<T> type, Func<T, string> versionOf, Tool tool)
    where T : class
{
    private readonly StoredFile<T> stored = new(file, type);

    /// <summary>Which version is kept; <see langword="null"/> before there is one.</summary>
    public string? Version
    {
        get
        {
            lock (stored)
            {
                return stored.Read() is { } kept ? versionOf(kept) : null;
            }
        }
    }

    /// <summary>Fetches it unless the version that is wanted is here. One caller at a time.</summary>
    /// <returns>Whether it is here now.</returns>
    public async Task<bool> FollowAsync(string wanted, CancellationToken cancellationToken)
    {
        if (Version == wanted)
        {
            return true;
        }

        var answer = await tool.GetAsync(path, Version, cancellationToken);
        if (answer.Read(type) is not null)
        {
            DurableFile.Replace(file, answer.Body);
            return true;
        }

        return answer.IsNotModified;
    }
}
