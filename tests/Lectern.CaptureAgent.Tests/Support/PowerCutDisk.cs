using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>
/// A disk whose power can be cut: what was appended and not flushed is then gone, half there, or zeros, as it happens to real ones, since
/// a file's length may reach the disk before its bytes do.
/// </summary>
internal sealed class PowerCutDisk(ISpoolDisk inner, Random random) : ISpoolDisk
{
    private readonly Dictionary<string, long> flushed = [];

    /// <summary>Throws as a full disk does once so many more bytes are written.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <summary>Calls until the power goes in the midst of one; then all that follow fail.</summary>
    public int? StepsLeft { get; set; }

    public long FreeBytes => inner.FreeBytes;

    public void CreateFolder(string path)
    {
        Step();
        inner.CreateFolder(path);
    }

    public ISpoolFile OpenToAppend(string path)
    {
        Step();
        var file = inner.OpenToAppend(path);
        flushed.TryAdd(path, new FileInfo(path).Length);
        return new Grower(this, path, file);
    }

    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        Step();
        Take(content.Length);
        inner.Replace(path, content);
    }

    public void DeleteFile(string path)
    {
        Step();
        inner.DeleteFile(path);
        flushed.Remove(path);
    }

    public void DeleteFolder(string path)
    {
        Step();
        inner.DeleteFolder(path);
    }

    /// <summary>Makes the files what a machine that comes back finds.</summary>
    public void CutPower()
    {
        foreach (var (path, length) in flushed.Where(file => File.Exists(file.Key)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            var loose = file.Length - length;
            var kept = random.NextInt64(loose + 1);
            file.SetLength(length + kept);
            if (kept > 0 && random.Next(2) == 0)
            {
                file.Position = length;
                file.Write(new byte[kept]);
            }
        }
    }

    private void Step()
    {
        if (StepsLeft is not { } left)
        {
            return;
        }

        StepsLeft = left - 1;
        if (left <= 0)
        {
            throw new IOException("The power is gone.");
        }
    }

    private void Take(int bytes)
    {
        if (bytes > Room)
        {
            throw new IOException("No space left on device");
        }

        Room -= bytes;
    }

    private sealed class Grower(PowerCutDisk disk, string path, ISpoolFile file) : ISpoolFile
    {
        public void Append(ReadOnlySpan<byte> bytes)
        {
            disk.Step();
            // A disk fills in the midst of a write.
            var fits = (int)Math.Min(bytes.Length, disk.Room);
            file.Append(bytes[..fits]);
            disk.Room -= disk.Room == long.MaxValue ? 0 : fits;
            disk.Take(bytes.Length - fits);
        }

        public void Flush()
        {
            disk.Step();
            file.Flush();
            disk.flushed[path] = new FileInfo(path).Length;
        }

        public void Cut(long length)
        {
            disk.Step();
            var before = new FileInfo(path).Length;
            file.Cut(length);
            disk.flushed[path] = Math.Min(disk.flushed[path], length);
            disk.Room += disk.Room == long.MaxValue ? 0 : before - length;
        }

        public void Dispose() => file.Dispose();
    }
}
