using System.Security.Cryptography;
using System.Text.Json;
using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.JsClient;

/// <summary>The client that browsers use, in its released form, against our server.</summary>
public sealed class TusJsClientTests(Node node) : UploadTestBase, IClassFixture<Node>
{
    private readonly TempFolder _files = new();
    protected override TusServerOptions Options { get; } = new() { AllowsDeferredLength = true };

    private readonly byte[] _bytes = RandomBytes(Random.Shared.Next(20_000_000, 30_000_000));

    [Fact]
    public async Task A_file_arrives_in_one_request()
    {
        var report = await DriveAsync("upload");

        Assert.Equal(["POST 201", "PATCH 204"], Requests(report));
        await AssertStoredAsync(report);
        Assert.Equal("Vorlesung ä.mp4", (await Store.FindAsync(IdOf(Address(report)), Token))!.Metadata["filename"]);
    }

    [Fact]
    public async Task A_file_arrives_in_chunks()
    {
        var report = await DriveAsync("upload", chunkSize: 8 << 20);

        Assert.Equal(1 + (_bytes.Length + (8 << 20) - 1) / (8 << 20), Requests(report).Count);
        await AssertStoredAsync(report);
    }

    [Fact]
    public async Task A_file_arrives_with_its_creation()
    {
        var report = await DriveAsync("with-creation");

        Assert.Equal(["POST 201"], Requests(report));
        await AssertStoredAsync(report);
    }

    [Fact]
    public async Task A_file_arrives_whose_length_is_told_at_its_end()
    {
        var report = await DriveAsync("deferred", chunkSize: 8 << 20);

        Assert.Equal("POST 201", Requests(report)[0]);
        await AssertStoredAsync(report);
        Assert.Single(Hooks.Seen, "completed");
    }

    [Fact]
    public async Task A_connection_cut_again_and_again_is_resumed()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var proxy = new CutProxy(App.Endpoint, random.Next(1_000_000, 3_000_000), random.Next(1_000_000, 3_000_000), random.Next(100_000, 3_000_000));

        var report = await DriveAsync("upload", endpoint: proxy.Endpoint);

        Assert.Equal(0, proxy.CutsLeft);
        Assert.Equal("POST 201", Requests(report)[0]);
        Assert.Contains("HEAD 200", Requests(report));
        Assert.Single(Requests(report), "POST 201");
        await AssertStoredAsync(report);
    }

    [Fact]
    public async Task A_reloaded_page_finds_its_upload_and_goes_on()
    {
        var storage = _files.File("urls.json");
        var hold = new TaskCompletionSource();
        Hooks.Hold = hold.Task;
        var first = await DriveAsync("upload", storage: storage, abort: Hooks.Progressed.Reader.WaitToReadAsync(Token).AsTask());
        hold.SetResult();

        var second = await DriveAsync("upload", storage: storage);

        Assert.Equal("aborted", first.GetProperty("outcome").GetString());
        Assert.Equal(Address(first), Address(second));
        Assert.Equal(["HEAD 200", "PATCH 204"], Requests(second));
        Assert.True(await Hooks.Progressed.Reader.ReadAsync(Token) >= FlushBytes);
        await AssertStoredAsync(second);
    }

    [Fact]
    public async Task An_upload_given_up_in_the_middle_is_deleted()
    {
        var hold = new TaskCompletionSource();
        Hooks.Hold = hold.Task;
        Hooks.Terminating = _ =>
        {
            hold.TrySetResult();
            return null;
        };

        var report = await DriveAsync("terminate", abort: Hooks.Progressed.Reader.WaitToReadAsync(Token).AsTask());

        Assert.Equal("aborted", report.GetProperty("outcome").GetString());
        Assert.Equal("DELETE 204", Requests(report)[^1]);
        Assert.DoesNotContain(Directory.EnumerateFiles(Folder.Path), f => f.EndsWith(".data", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_reaches_the_page_with_code_and_sentence()
    {
        Hooks.Creating = _ => new TusProblem(415, "UPL-052", "This is a document. Lectern takes video and sound.");

        var report = await DriveAsync("upload");

        Assert.Equal(("error", 415), (report.GetProperty("outcome").GetString(), report.GetProperty("status").GetInt32()));
        using var problem = JsonDocument.Parse(report.GetProperty("body").GetString()!);
        Assert.Equal("UPL-052", problem.RootElement.GetProperty("code").GetString());
    }

    private async Task<JsonElement> DriveAsync(string scenario, Uri? endpoint = null, int? chunkSize = null, string? storage = null, Task? abort = null)
    {
        // Outside the store's folder, and written once: the client knows a file again by its date too.
        var file = _files.File("lecture.bin");
        if (!File.Exists(file))
        {
            await File.WriteAllBytesAsync(file, _bytes, Token);
        }

        return await node.DriveAsync(new Dictionary<string, object?>
        {
            ["scenario"] = scenario, ["endpoint"] = (endpoint ?? App.Endpoint).ToString(), ["file"] = file,
            ["chunkSize"] = chunkSize, ["storage"] = storage,
        }.Where(p => p.Value is not null).ToDictionary(), abort);
    }

    public override async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await base.DisposeAsync();
    }

    private static List<string> Requests(JsonElement report) => [.. report.GetProperty("requests").EnumerateArray().Select(r => r.GetString()!)];

    private Uri Address(JsonElement report) => new(App.Endpoint, new Uri(report.GetProperty("url").GetString()!).AbsolutePath);

    private async Task AssertStoredAsync(JsonElement report)
    {
        Assert.Equal("done", report.GetProperty("outcome").GetString());
        await using var stored = File.OpenRead(Store.PathOf(IdOf(Address(report))));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(_bytes)), Convert.ToHexString(await SHA256.HashDataAsync(stored, Token)));
    }
}
