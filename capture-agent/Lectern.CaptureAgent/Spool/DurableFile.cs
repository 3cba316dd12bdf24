using Lectern.Tus.Files;

namespace Lectern.CaptureAgent.Spool;

/// <summary>Replaces small files so that after a crash the old or the new one is there, whole.</summary>
internal static class DurableFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content) =>
        Replace(path, content, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write });

    /// <summary>The same for what only we may read, at no moment anybody else.</summary>
    public static void ReplaceSecret(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(Temporary(path));
        Replace(path, content, options);
    }

    private static string Temporary(string path) => path + ".new";

    private static void Replace(string path, ReadOnlySpan<byte> content, FileStreamOptions options)
    {
        var temporary = Temporary(path);
        using (var file = new FileStream(temporary, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        FolderFlush.Flush(Path.GetDirectoryName(path)!);
    }
}
