using System.Security.Cryptography;
using Lectern.Tus.Client;
using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

/// <summary>The server as a process that dies by SIGKILL in the middle of a PATCH.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 4;
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_server_killed_in_the_middle_goes_on_where_it_stood()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var bytes = new byte[random.Next(40, 60) << 20];
        random.NextBytes(bytes);
        var port = 0;
        Uri? upload = null;
        long told = 0;

        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await ServerProcess.StartAsync(_folder.Path, port, Token);
            port = server.Endpoint.Port;
            told = Math.Max(told, await KillInTheMiddleAsync(server, bytes, upload, random, told, u => upload = u));
        }

        await using var last = await ServerProcess.StartAsync(_folder.Path, port, Token);
        var result = await NewClient().UploadAsync(Job(last.Endpoint, bytes, upload, null, null), Token);

        Assert.Equal(TusUploadOutcome.Completed, result.Outcome);
        await using var stored = File.OpenRead(Directory.EnumerateFiles(_folder.Path, "*.data").Single());
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), Convert.ToHexString(await SHA256.HashDataAsync(stored, Token)));
    }

    [Fact]
    public async Task A_server_killed_in_the_middle_of_a_checked_body_keeps_nothing_of_it()
    {
        var bytes = RandomNumberGenerator.GetBytes(20 << 20);
        await using var server = await ServerProcess.StartAsync(_folder.Path, 0, Token);
        var upload = await NewUploadAsync(server.Endpoint, bytes.Length);
        var checksum = (TusHeaders.UploadChecksum, $"sha256 {Convert.ToBase64String(SHA256.HashData(bytes))}");
        using var half = await HalfRequest.PatchAsync(upload, 0, bytes.Length, "", Token, checksum);
        await half.SendAsync(bytes.AsMemory(0, 15 << 20), Token);
        await DataAsync(atLeast: 10 << 20);

        await server.KillAsync(Token);
        await using var next = await ServerProcess.StartAsync(_folder.Path, server.Endpoint.Port, Token);
        var growing = new GrowingUpload(_http, new TusClientOptions(), TimeProvider.System);
        var asked = await growing.AskAsync(upload, Token);
        var again = await growing.AppendAsync(upload, 0, new MemoryStream(bytes), SHA256.HashData(bytes), Token);

        Assert.Equal((GrowingOutcome.Done, 0L), (asked.Outcome, asked.Offset));
        Assert.Equal((GrowingOutcome.Done, (long)bytes.Length), (again.Outcome, again.Offset));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Directory.EnumerateFiles(_folder.Path, "*.data").Single(), Token));
    }

    private async Task<Uri> NewUploadAsync(Uri endpoint, long length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.Add(TusHeaders.TusResumable, TusHeaders.Version);
        request.Headers.Add(TusHeaders.UploadLength, $"{length}");
        using var response = await _http.SendAsync(request, Token);
        return new Uri(endpoint, response.Headers.Location!);
    }

    private async Task DataAsync(long atLeast)
    {
        while (new FileInfo(Directory.EnumerateFiles(_folder.Path, "*.data").Single()).Length < atLeast)
        {
            await Task.Delay(10, Token);
        }
    }

    /// <summary>Uploads until a random byte has left, kills the server there, and returns the last offset it told.</summary>
    private async Task<long> KillInTheMiddleAsync(ServerProcess server, byte[] bytes, Uri? resume, Random random, long told, Action<Uri> created)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var target = random.NextInt64(told, Math.Min(bytes.Length, told + (12 << 20)));
        var kept = 0L;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var progress = new InlineProgress(p =>
        {
            kept = Math.Max(kept, p.Kept);
            if (p.Sent >= target)
            {
                reached.TrySetResult();
            }
        });
        var upload = NewClient().UploadAsync(Job(server.Endpoint, bytes, resume, progress, created), stop.Token);

        await reached.Task.WaitAsync(Token);
        await server.KillAsync(Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);

        Assert.True(kept >= told, $"The server told {told} before it was killed and {kept} afterwards.");
        return kept;
    }

    private TusClient NewClient() => new(_http, new TusClientOptions { ChunkBytes = 3 << 20, BaseDelay = TimeSpan.FromMilliseconds(20) }, TimeProvider.System);

    private static TusUploadJob Job(Uri endpoint, byte[] bytes, Uri? resume, IProgress<TusProgress>? progress, Action<Uri>? created) => new()
    {
        Endpoint = endpoint,
        Content = new MemoryStream(bytes),
        Resume = resume,
        Progress = progress,
        Created = (address, _) =>
        {
            created?.Invoke(address);
            return default;
        },
    };
}
