using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>The machine's disk, as full as a test wants.</summary>
internal sealed class SmallDisk(ISpoolDisk inner) : ISpoolDisk
{
    private long free = 1L << 40;
    private volatile bool isFull;

    public long FreeBytes { get => Interlocked.Read(ref free); set => Interlocked.Exchange(ref free, value); }

    /// <summary>Whether nothing more can be written, whatever is said to be free.</summary>
    public bool IsFull { get => isFull; set => isFull = value; }

    /// <summary>Called with each file that is opened to be written.</summary>
    public Action<string>? Opening { get; set; }

    public void CreateFolder(string path) => inner.CreateFolder(path);

    public ISpoolFile OpenToAppend(string path)
    {
        Opening?.Invoke(path);
        return new Grower(this, inner.OpenToAppend(path));
    }

    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        Refuse();
        inner.Replace(path, content);
    }

    public void DeleteFile(string path) => inner.DeleteFile(path);

    public void DeleteFolder(string path) => inner.DeleteFolder(path);

    private void Refuse()
    {
        if (IsFull)
        {
            throw new IOException("No space left on device");
        }
    }

    private sealed class Grower(SmallDisk disk, ISpoolFile file) : ISpoolFile
    {
        public void Append(ReadOnlySpan<byte> bytes)
        {
            disk.Refuse();
            file.Append(bytes);
        }

        public void Flush() => file.Flush();

        public void Cut(long length) => file.Cut(length);

        public void Dispose() => file.Dispose();
    }
}
