using System.Text;
using Lectern.Core;
using Lectern.Core.Storage;

namespace Lectern.Host.Backups;

/// <summary>Stands in the data folder from before a restore changes anything until it is done, and names the backup.</summary>
internal static class RestoreMark
{
    /// <exception cref="OperatorException">A restore was begun and not ended.</exception>
    internal static void Refuse(string dataFolder)
    {
        if (Read(dataFolder) is { } set)
        {
            throw BackupFaults.Interrupted(set);
        }
    }

    internal static string? Read(string dataFolder) => File.Exists(FileIn(dataFolder)) ? File.ReadAllText(FileIn(dataFolder)) : null;

    internal static void Set(string dataFolder, string set)
    {
        var temporary = FileIn(dataFolder) + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(set));
            file.Flush(flushToDisk: true);
        }

        DurableFiles.Move(temporary, FileIn(dataFolder));
    }

    /// <summary>A mark that came back after a power cut would have a restore done again over what was kept since.</summary>
    internal static void Clear(string dataFolder)
    {
        File.Delete(FileIn(dataFolder));
        DurableFiles.FlushFolder(Path.GetFullPath(dataFolder));
    }

    private static string FileIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "restoring");
}
