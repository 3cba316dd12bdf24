using Lectern.Core.Storage;

namespace Lectern.Pipelines.Runs;

/// <summary>
/// The scratch folder of one run. It also remembers which version folders the run began in the media store, so that those
/// which were never published are taken away again, by this process or by the next.
/// </summary>
internal sealed class Workspace
{
    private const string DraftPrefix = "draft-";
    private readonly string _folder;

    public Workspace(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    public string Folder => _folder;

    /// <summary>An empty folder in the scratch space.</summary>
    public string NewFolder(string name)
    {
        var path = Path.Combine(_folder, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        return path;
    }

    public string FileOf(string name) => Path.Combine(_folder, name);

    /// <summary>Names a new version folder of a video. Nothing may be stored in it before.</summary>
    public (string Version, MediaKey Folder) NewVersion(Guid video)
    {
        var version = VersionName.New();
        File.Create(Path.Combine(_folder, $"{DraftPrefix}{video:n}.{version}")).Dispose();
        return (version, MediaKey.OfVersion(video, version));
    }

    /// <summary>What was begun so far is published: from now on it is not this run's to take away, even when something newer replaces it.</summary>
    public void Settle()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, DraftPrefix + "*").ToList())
        {
            File.Delete(file);
        }
    }

    /// <summary>The versions this run began and did not settle.</summary>
    public IEnumerable<(Guid Video, string Version)> Begun()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, DraftPrefix + "*"))
        {
            var parts = Path.GetFileName(file)[DraftPrefix.Length..].Split('.');
            if (parts.Length == 2 && Guid.TryParseExact(parts[0], "n", out var video) && VersionName.IsOne(parts[1]))
            {
                yield return (video, parts[1]);
            }
        }
    }

    public void Delete() => Directory.Delete(_folder, recursive: true);
}
