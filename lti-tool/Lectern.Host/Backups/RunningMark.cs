using Lectern.Core;
using Lectern.Core.Storage;

namespace Lectern.Host.Backups;

/// <summary>Held by every server on a data folder while it runs, so that a restore doesn't pull the ground from under it. The system frees it when the process is killed.</summary>
internal static class RunningMark
{
    /// <exception cref="OperatorException">A restore is under way.</exception>
    internal static IDisposable Set(string dataFolder)
    {
        LecternHost.CreateOwnFolder(dataFolder);
        try
        {
            return new FileStream(FileIn(dataFolder), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }
        catch (IOException exception)
        {
            throw BackupFaults.Restoring(exception);
        }
    }

    /// <summary>Keeps servers from starting until it is disposed; null while one runs.</summary>
    internal static IDisposable? TryTake(string dataFolder)
    {
        try
        {
            DurableFiles.CreateFolder(Path.GetFullPath(dataFolder));
            return new FileStream(FileIn(dataFolder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string FileIn(string dataFolder) => Path.Combine(dataFolder, "running");
}
