using Lectern.Core.Storage;

namespace Lectern.Pipelines.Capture;

/// <summary>
/// Where recordings grow: on the disk of the media store, so that to publish one is to rename it. A store without such a place has none, and what is recorded
/// plays once it is joined.
/// </summary>
internal sealed class GrowingFolders(IMediaStore store)
{
    /// <summary>Nothing verified for so long: it may never end.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromDays(2);

    private string? Root => store.NearbyFolder is { } nearby ? Path.Combine(nearby, "growing") : null;

    /// <summary>Whether there is a place.</summary>
    public bool CanGrow => Root is not null;

    /// <summary>The recordings that grow or grew.</summary>
    public IReadOnlyList<Guid> All() => Directory.Exists(Root)
        ? [.. Directory.EnumerateDirectories(Root).Select(folder => Guid.TryParseExact(Path.GetFileName(folder), "n", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)]
        : [];

    /// <summary>Makes us the only one at a recording's growing files, in all processes; null while somebody else is.</summary>
    public GrowingFolder? TryEnter(Guid recording) => Root is { } root ? GrowingFolder.TryEnter(Path.Combine(root, recording.ToString("n"))) : null;
}
