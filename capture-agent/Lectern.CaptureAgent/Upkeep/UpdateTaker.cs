using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Tus.Files;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Brings the tool's newest update into its folder: signed, newer, whole and on the disk, or not at all. Safe to repeat.</summary>
internal sealed class UpdateTaker(AgentFolder folder, Versions versions, UpdateKey key, Tool tool)
{
    // Above what recordings want for themselves by far: an update never takes the disk's last.
    private const long KeepFree = 2L << 30;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string Offered = $"{CapturePaths.Updates}/{AgentPlatform.Text}";

    /// <returns>The version that lies there now, or why none does; neither where what runs is as new.</returns>
    /// <exception cref="IOException">The tool is out of reach, or the disk refuses: it may be tried again.</exception>
    public Task<(string? Version, string? Problem)> TakeAsync(CancellationToken cancellationToken) => InTimeAsync(TakeAsync, cancellationToken);

    /// <summary>Which version the tool offers now; null for none.</summary>
    /// <exception cref="IOException">The tool is out of reach: it may be tried again.</exception>
    public Task<string?> FindAsync(CancellationToken cancellationToken) => InTimeAsync(FindAsync, cancellationToken);

    private static async Task<T> InTimeAsync<T>(Func<CancellationTokenSource, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            late.CancelAfter(Patience);
            return await ask(late);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("Lectern sent nothing for a minute.");
        }
    }

    private async Task<string?> FindAsync(CancellationTokenSource late)
    {
        using var answer = await tool.OpenAsync(Offered, late.Token);
        await using var body = await answer.Content.ReadAsStreamAsync(late.Token);
        return answer.IsSuccessStatusCode ? (await UpdateHeader.ReadAsync(body, late.Token))?.Version : null;
    }

    private async Task<(string? Version, string? Problem)> TakeAsync(CancellationTokenSource late)
    {
        var cancellationToken = late.Token;
        using var answer = await tool.OpenAsync(Offered, cancellationToken);
        if ((int)answer.StatusCode == 404)
        {
            return (null, "Lectern has no update for this machine.");
        }

        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var header = await UpdateHeader.ReadAsync(body, cancellationToken);
        if (ProblemOf(header, answer.Content.Headers.ContentLength) is { } problem)
        {
            return (null, problem);
        }

        if (!UpdateHeader.IsNewer(header!.Version, AgentVersion.Text))
        {
            return (null, null);
        }

        var unfinished = versions.NewFolder();
        var archive = Path.Combine(unfinished, "archive");
        if (await DownloadAsync(body, archive, late) != header.Sha256)
        {
            return (null, "The update is not what was signed. It was not taken.");
        }

        late.CancelAfter(Timeout.InfiniteTimeSpan);
        var tree = Path.Combine(unfinished, "tree");
        try
        {
            await UnpackAsync(archive, tree, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or FormatException or ArgumentException || (broken is IOException trouble && !DiskErrors.IsFull(trouble)))
        {
            return (null, $"The update can't be unpacked: {broken.Message}");
        }

        UpdateKey.Lay(header, tree);
        if (!key.HasSigned(tree, header.Version))
        {
            return (null, $"The update holds no {AgentPlatform.Program} as it was signed. It was not taken.");
        }

        Place(tree, versions.PathOf(header.Version));
        Directory.Delete(unfinished, recursive: true);
        return (header.Version, null);
    }

    private string? ProblemOf(UpdateHeader? header, long? length) => header switch
    {
        null => "What Lectern sent is no update.",
        _ when key.Signed(header) is null => "This machine's package brought no key for updates: it is updated by packages alone.",
        _ when key.Signed(header) is false => "The update is not signed by the key that was installed with this machine. It was not taken.",
        _ when header.Platform != AgentPlatform.Text => $"The update is for {header.Platform} and this machine is {AgentPlatform.Text}.",
        _ when !UpdateHeader.IsNewer(header.Version, AgentVersion.Text) => null,
        _ when versions.Pointer is var pointer && (header.Version == pointer.Version || header.Version == pointer.Before) => $"{header.Version} is there already.",
        _ when length is not { } bytes || bytes > UpdateHeader.Largest => "The update is too large.",
        _ when new DriveInfo(folder.Root).AvailableFreeSpace < KeepFree => "The disk has no room for an update.",
        _ => null,
    };

    private static async Task<string> DownloadAsync(Stream body, string path, CancellationTokenSource late)
    {
        var cancellationToken = late.Token;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 16];
        for (long taken = 0; await body.ReadAsync(buffer, cancellationToken) is > 0 and var read; taken += read)
        {
            if (taken > UpdateHeader.Largest)
            {
                return "";
            }

            late.CancelAfter(Patience);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The program alone: what is signed is what can be told again before each start.
    private static async Task UnpackAsync(string archive, string tree, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(tree);
        await using var zipped = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        await using var entries = new TarReader(zipped);
        while (await entries.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry is not { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } data } || Path.GetFileName(entry.Name) != AgentPlatform.Program)
            {
                continue;
            }

            var path = Path.Combine(tree, AgentPlatform.Program);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await data.CopyToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        FolderFlush.Flush(tree);
    }

    private void Place(string tree, string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.Move(tree, path);
        FolderFlush.Flush(folder.Versions);
    }
}
