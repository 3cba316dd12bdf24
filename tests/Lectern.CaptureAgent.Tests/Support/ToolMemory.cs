using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Contracts.Schedules;
using Lectern.Tus;
using Lectern.Tus.Files;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>All that a tool has on its disk, and so keeps when it is started anew.</summary>
internal sealed class ToolMemory(string root) : ITusHooks
{
    private readonly Lock gate = new();

    public FileTusStore Store { get; } = new(new FileTusStoreOptions { Root = root, KeepFreeBytes = 0 }, TimeProvider.System);

    public Guid Device { get; set; } = Guid.CreateVersion7();

    /// <summary>Hashes of the keys that open something.</summary>
    public HashSet<string> Keys { get; } = [];

    public string? Code { get; set; }

    public AgentSettings Settings { get; set; } = new() { Version = "settings-1", Room = "A 101", Sources = [] };

    public Schedule Schedule { get; set; } = new("schedule-1", []);

    public List<Order> Orders { get; } = [];

    /// <summary>Whether they are too old to be meant.</summary>
    public bool AreOrdersOver { get; set; }

    public ConcurrentQueue<OrderResult> Reported { get; } = [];

    public ConcurrentDictionary<string, byte[]> Pictures { get; } = [];

    /// <summary>Each time that a machine told what it could record from.</summary>
    public ConcurrentQueue<FoundInputs> Inputs { get; } = [];

    public ConcurrentDictionary<Guid, byte[]> Logs { get; } = [];

    /// <summary>The update file that is there.</summary>
    public byte[]? Update { get; set; }

    public AgentStatus? Status { get; set; }

    /// <summary>Whether somebody looks at the room.</summary>
    public bool IsWatched { get; set; }

    public ConcurrentDictionary<Guid, RecordingNotice> Recordings { get; } = [];

    /// <summary>What is said to who stands by; null to bring everything.</summary>
    public Func<Guid, RecordingNotice, SpareWish?> Spare { get; set; } = (_, _) => null;

    public ConcurrentDictionary<(Guid Recording, string Source, int Part), HeldPart> Parts { get; } = [];

    /// <summary>The bytes of each part when its recording was verified.</summary>
    public ConcurrentDictionary<(Guid Recording, string Source, int Part), byte[]> Verified { get; } = [];

    public HashSet<Guid> Ended { get; } = [];

    public bool IsOpenTo(string? authorization)
    {
        lock (gate)
        {
            return authorization?.Split('.') is [var device, var key] && device == $"Bearer {Device:n}" && Keys.Contains(DeviceKey.HashOf(key));
        }
    }

    public async Task<PartReceipt> ReceiptAsync(Guid recording, string source, int part) =>
        Parts.TryGetValue((recording, source, part), out var held) && await Store.FindAsync(held.Upload, default) is { } upload
            ? new PartReceipt($"/capture/uploads/{held.Upload:n}", upload.Offset, held.Verified, held.Lines.Count)
            : new PartReceipt(null, 0, 0, 0);

    /// <returns>The status to refuse with.</returns>
    public async Task<int?> KeepAsync(Guid recording, string source, int part, FragmentLines told)
    {
        if (!Parts.TryGetValue((recording, source, part), out var held) || await Store.FindAsync(held.Upload, default) is not { } upload)
        {
            return 404;
        }

        await using var file = new FileStream(Store.PathOf(held.Upload), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach (var line in told.Lines.Where(line => line.Offset >= held.Verified))
        {
            var bytes = new byte[line.Length];
            file.Position = line.Offset;
            if (line.Offset != held.Verified || line.Offset + line.Length > upload.Offset || await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                return 409;
            }

            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != line.Sha256)
            {
                return 422;
            }

            held.Lines.Add(line);
        }

        return null;
    }

    public async Task<bool> EndAsync(Guid recording, RecordingManifest manifest)
    {
        if (Ended.Contains(recording))
        {
            return true;
        }

        foreach (var part in manifest.Parts)
        {
            if (!Parts.TryGetValue((recording, part.Source, part.Part), out var held)
                || await Store.FindAsync(held.Upload, default) is not { IsWhole: true } upload
                || upload.Length != part.Length
                || held.Lines.Count != part.Lines
                || part.Sha256 != Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(held.Lines.Select(line => line.Sha256))))))
            {
                return false;
            }
        }

        // The bytes become a video and are no part any more.
        foreach (var part in manifest.Parts)
        {
            var name = (recording, part.Source, part.Part);
            Verified[name] = await File.ReadAllBytesAsync(Store.PathOf(Parts[name].Upload));
            Parts.TryRemove(name, out _);
        }

        Ended.Add(recording);
        return true;
    }

    public ValueTask<TusProblem?> CreatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken)
    {
        var name = (
            Guid.Parse(upload.Metadata["recording"]!), upload.Metadata["source"]!, int.Parse(upload.Metadata["part"]!, CultureInfo.InvariantCulture));
        if (!Recordings.TryGetValue(name.Item1, out var recording) || Ended.Contains(name.Item1) || recording.Sources.All(source => source.Name != name.Item2))
        {
            return new(new TusProblem(404, "CAP-020", "No such recording."));
        }

        return new(Parts.TryAdd(name, new HeldPart { Upload = upload.Id }) ? null : new TusProblem(409, "CAP-021", "It has an upload."));
    }

    public ValueTask DeletedAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        Forget(upload.Id);
        return default;
    }

    public void Forget(Guid upload)
    {
        foreach (var part in Parts.Where(part => part.Value.Upload == upload).ToList())
        {
            Parts.TryRemove(part.Key, out _);
        }
    }
}
