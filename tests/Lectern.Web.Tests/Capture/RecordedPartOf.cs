using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Tus;
using Lectern.Tus.Client;

namespace Lectern.Web.Tests.Capture;

/// <summary>A part as a machine has it on its disk: some bytes and the lines about them.</summary>
internal sealed class RecordedPartOf
{
    private readonly Machine _machine;
    private readonly GrowingUpload _uploads;

    private RecordedPartOf(Machine machine, Guid recording, string source, int number, int fragments, double lasting = 1)
    {
        (_machine, Recording, Source, Number) = (machine, recording, source, number);
        _uploads = new GrowingUpload(
            machine.Http, new TusClientOptions { Prepare = (request, _) =>
            {
                request.Headers.Authorization = new("Bearer", $"{machine.Id:n}.{machine.Key}");
                return default;
            } }, TimeProvider.System);
        Bytes = RandomNumberGenerator.GetBytes(900 + fragments * 5000);
        Lines = [LineOf(0, 900, 0, 0), .. Enumerable.Range(0, fragments).Select(n => LineOf(900 + n * 5000, 5000, n * lasting, lasting))];
    }

    public Guid Recording { get; }

    public string Source { get; }

    public int Number { get; }

    public byte[] Bytes { get; }

    public IReadOnlyList<Fragment> Lines { get; }

    public Uri? Upload { get; private set; }

    public string Path => CapturePaths.FragmentsOf(Recording, Source, Number);

    public PartEnd End => new(Source, Number, "boot-1", Bytes.Length, Lines.Count, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Lines.Select(line => line.Sha256))))));

    private static IReadOnlyList<RecordedSource> Usual => [new("slides", SourceRole.Slides), new("sound", SourceRole.Sound)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A recording that the machine has told of, with its one part.</summary>
    public static async Task<RecordedPartOf> BeginAsync(Machine machine, Guid? booking = null, int fragments = 4, DateTimeOffset? ended = null, double lasting = 1)
    {
        var recording = Guid.CreateVersion7();
        using var told = await TellAsync(machine, recording, booking, Usual, ended);
        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        return new RecordedPartOf(machine, recording, "slides", 1, fragments, lasting);
    }

    public static Task<HttpResponseMessage> TellAsync(Machine machine, Guid recording, Guid? booking) =>
        TellAsync(machine, recording, booking, Usual);

    public static Task<HttpResponseMessage> TellAsync(Machine machine, Guid recording, Guid? booking, IReadOnlyList<RecordedSource> sources, DateTimeOffset? ended = null) => machine.SendAsync(
        HttpMethod.Put,
        $"{CapturePaths.Recordings}/{recording:n}",
        JsonContent.Create(new RecordingNotice(booking, null, new DateTimeOffset(2026, 9, 7, 7, 0, 0, TimeSpan.Zero), sources, ended), CaptureJson.Default.RecordingNotice));

    public RecordedPartOf Another(string source, int number = 1) => new(_machine, Recording, source, number, 4);

    public Task<GrowingResult> CreateAsync(Machine? by = null) => (by is null ? _uploads : new RecordedPartOf(by, Recording, Source, Number, 1)._uploads).CreateAsync(
        new Uri(_machine.Http.BaseAddress!, CapturePaths.Uploads),
        MetadataOf(),
        Stop);

    /// <summary>Uploads the fragments up to one, not counting it.</summary>
    public async Task SendAsync(int from, int to)
    {
        Upload ??= (await CreateAsync()).Upload;
        var (start, end) = ((int)Lines[from].Offset, (int)(Lines[to - 1].Offset + Lines[to - 1].Length));
        using var chunk = new MemoryStream(Bytes, start, end - start);
        Assert.Equal(GrowingOutcome.Done, (await _uploads.AppendAsync(Upload!, start, chunk, SHA256.HashData(Bytes.AsSpan(start, end - start)), Stop)).Outcome);
    }

    /// <summary>A request of the upload protocol as it stands, by this machine or another.</summary>
    public async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, Machine? by = null)
    {
        var machine = by ?? _machine;
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", $"{machine.Id:n}.{machine.Key}");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Upload-Defer-Length", "1");
            request.Headers.Add("Upload-Metadata", MetadataOf().Header);
        }

        return await machine.Http.SendAsync(request, Stop);
    }

    public async Task FinishAsync() => Assert.Equal(GrowingOutcome.Done, (await _uploads.FinishAsync(Upload!, Bytes.Length, Stop)).Outcome);

    public Task<HttpResponseMessage> TryVerifyAsync(IEnumerable<Fragment>? lines = null, Machine? by = null) =>
        (by ?? _machine).SendAsync(HttpMethod.Post, Path, JsonContent.Create(new FragmentLines([.. lines ?? Lines]), CaptureJson.Default.FragmentLines));

    public async Task<PartReceipt> VerifyAsync(IEnumerable<Fragment>? lines = null)
    {
        using var response = await TryVerifyAsync(lines);
        return await Machine.ReadAsync(response, CaptureJson.Default.PartReceipt);
    }

    public Task<PartReceipt> StandAsync() => _machine.GetAsync(Path, CaptureJson.Default.PartReceipt);

    /// <summary>All of it, as if nothing had ever been in the way.</summary>
    public async Task SendAllAsync()
    {
        await SendAsync(0, Lines.Count);
        await FinishAsync();
        Assert.Equal(Bytes.Length, (await VerifyAsync()).Verified);
    }

    public Task<HttpResponseMessage> TryEndAsync(params PartEnd[] parts) => _machine.SendAsync(
        HttpMethod.Put,
        CapturePaths.ManifestOf(Recording),
        JsonContent.Create(new RecordingManifest(new DateTimeOffset(2026, 9, 7, 8, 30, 0, TimeSpan.Zero), parts), CaptureJson.Default.RecordingManifest));

    public async Task<bool> EndAsync(params PartEnd[] parts)
    {
        using var response = await TryEndAsync(parts);
        return (await Machine.ReadAsync(response, CaptureJson.Default.RecordingReceipt)).IsVerified;
    }

    private TusMetadata MetadataOf() => TusMetadata.From([new("recording", Recording.ToString("n")), new("source", Source), new("part", $"{Number}")]);

    private Fragment LineOf(int offset, int length, double time, double duration) =>
        new(offset, length, Convert.ToHexStringLower(SHA256.HashData(Bytes.AsSpan(offset, length))), time, duration, 1000 + time + duration, new DateTimeOffset(2026, 9, 7, 7, 0, 0, TimeSpan.Zero));
}
