namespace Lectern.Tus.Files;

/// <summary>Small files that are there complete or not at all.</summary>
internal static class DurableFile
{
    /// <summary>After this the file survives a power loss: content first, then the name, then the folder that holds the name.</summary>
    public static void Write(string temporary, string path, ReadOnlySpan<byte> content)
    {
        using (var handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(temporary, path, overwrite: false);
        FolderFlush.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Null when the file is not there.</summary>
    public static byte[]? TryRead(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
