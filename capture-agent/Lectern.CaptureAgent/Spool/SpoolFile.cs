using Microsoft.Win32.SafeHandles;

namespace Lectern.CaptureAgent.Spool;

/// <summary>A file on the disk that others may read, and delete, while it grows.</summary>
internal sealed class SpoolFile(string path) : ISpoolFile
{
    private readonly SafeFileHandle handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete);

    public void Append(ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, RandomAccess.GetLength(handle));

    public void Flush() => RandomAccess.FlushToDisk(handle);

    public void Cut(long length)
    {
        if (RandomAccess.GetLength(handle) > length)
        {
            RandomAccess.SetLength(handle, length);
            Flush();
        }
    }

    public void Dispose() => handle.Dispose();
}
