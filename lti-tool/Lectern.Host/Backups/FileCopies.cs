using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Lectern.Host.Backups;

/// <summary>Copies and hashes files in one pass, and links those that need no copy.</summary>
internal static partial class FileCopies
{
    private const int BufferSize = 1 << 20;

    /// <summary>Copies, flushes to the disk, and returns what was read.</summary>
    internal static async Task<(long Bytes, string Sha256)> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        await using var source = Open(from);
        await using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        var read = await PumpAsync(source, target, cancellationToken);
        target.Flush(flushToDisk: true);
        return read;
    }

    internal static async Task<(long Bytes, string Sha256)> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = Open(path);
        return await PumpAsync(source, Stream.Null, cancellationToken);
    }

    /// <summary>A second name for a file of the same disk. False where the disk or the system knows no such thing.</summary>
    internal static bool TryLink(string existing, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        return OperatingSystem.IsWindows() ? CreateHardLink(name, existing, 0) : Link(existing, name) == 0;
    }

    /// <summary>Everything written so far, names of folders included, is on the disk when it returns.</summary>
    internal static void FlushAll()
    {
        if (!OperatingSystem.IsWindows())
        {
            Sync();
        }
    }

    // A ledger that grows is its writer's alone; what stands in it by now is what is copied.
    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static async Task<(long Bytes, string Sha256)> PumpAsync(FileStream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long bytes = 0;
            while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer.AsSpan(..read));
                await target.WriteAsync(buffer.AsMemory(..read), cancellationToken);
                bytes += read;
            }

            return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "sync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Sync();

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string name, string existing, nint security);
}
