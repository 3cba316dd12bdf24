using System.Globalization;

namespace Lectern.Host.Backups;

/// <summary>The backups in one folder, each whole in a folder of its own that is named by its time: what sorts last is newest.</summary>
internal static class BackupSets
{
    private const string Unfinished = ".unfinished-";

    internal static string NameAt(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture);

    internal static string UnfinishedNameOf(string name) => Unfinished + name;

    /// <summary>The whole ones, newest first.</summary>
    internal static IReadOnlyList<string> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(IsWhole).OrderByDescending(set => Path.GetFileName(set), StringComparer.Ordinal)]
        : [];

    /// <summary>The folder itself where it is a backup, or the newest one in it.</summary>
    internal static string? Find(string path) => IsWhole(path) ? path : In(path) is [var newest, ..] ? newest : null;

    internal static void RemoveUnfinished(string folder)
    {
        foreach (var left in Directory.EnumerateDirectories(folder, Unfinished + "*"))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>Leaves the newest ones. Under another name first, so that a half removed one is never taken for a backup.</summary>
    internal static void Prune(string folder, int keep)
    {
        foreach (var old in In(folder).Skip(keep))
        {
            var leaving = Path.Combine(folder, UnfinishedNameOf(Path.GetFileName(old)));
            Directory.Move(old, leaving);
            Directory.Delete(leaving, recursive: true);
        }
    }

    private static bool IsWhole(string set) =>
        File.Exists(Path.Combine(set, BackupManifest.FileName)) && !Path.GetFileName(set).StartsWith(Unfinished, StringComparison.Ordinal);
}
