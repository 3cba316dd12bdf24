using System.Net;
using Lectern.Tus.Client;
using Lectern.Tus.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Tus.Tests.Client;

/// <summary>Our client against our server, over a network that fails as the test says.</summary>
public sealed class TusClientTests : UploadTestBase
{
    private readonly FaultyNetwork _network = new();
    private readonly byte[] _bytes = RandomBytes(Random.Shared.Next(300_000, 900_000));

    [Fact]
    public async Task A_file_arrives_whole_in_chunks()
    {
        var seen = new List<TusProgress>();

        var result = await NewClient(100_000).UploadAsync(Job(progress: seen.Add, metadata: TusMetadata.From([new("filename", "Vorlesung 1, Ä.mp4")])), Token);

        Assert.Equal((TusUploadOutcome.Completed, (long)_bytes.Length), (result.Outcome, result.Kept));
        Assert.Equal(_bytes, StoredBytes(result.Upload!));
        Assert.Equal("Vorlesung 1, Ä.mp4", (await Store.FindAsync(IdOf(result.Upload!), Token))!.Metadata["filename"]);
        Assert.Equal(new TusProgress(_bytes.Length, _bytes.Length, _bytes.Length), seen[^1]);
        Assert.All(seen, p => Assert.True(p.Kept <= p.Sent && p.Sent <= p.Length));
    }

    [Fact]
    public async Task An_empty_file_arrives()
    {
        var result = await NewClient().UploadAsync(Job() with { Content = new MemoryStream() }, Token);

        Assert.Equal(TusUploadOutcome.Completed, result.Outcome);
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_is_resumed_at_the_servers_offset()
    {
        _network.CutBodyAfter = _bytes.Length / 2;

        var result = await NewClient(_bytes.Length).UploadAsync(Job(), Token);

        Assert.Equal(TusUploadOutcome.Completed, result.Outcome);
        Assert.Equal(_bytes, StoredBytes(result.Upload!));
        Assert.Equal(["POST", "PATCH", "HEAD", "PATCH"], _network.Sent);
    }

    [Fact]
    public async Task A_client_that_was_stopped_resumes_from_the_saved_address()
    {
        Uri? saved = null;
        using var stop = new CancellationTokenSource();
        var job = Job(progress: p =>
        {
            if (p.Kept >= 200_000)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NewClient(50_000).UploadAsync(
            job with { Created = (address, _) => { saved = address; return default; } }, stop.Token));
        _network.Sent.Clear();

        var result = await NewClient(_bytes.Length).UploadAsync(Job() with { Resume = saved }, Token);

        Assert.Equal((TusUploadOutcome.Completed, saved), (result.Outcome, result.Upload));
        Assert.Equal(_bytes, StoredBytes(saved!));
        Assert.Equal(["HEAD", "PATCH"], _network.Sent);
    }

    [Fact]
    public async Task A_refusal_ends_the_upload_with_the_servers_code_and_sentence()
    {
        Hooks.Creating = _ => new TusProblem(413, "UPL-051", "Your course has 1 GB left.");

        var result = await NewClient().UploadAsync(Job(), Token);

        Assert.Equal(new TusUploadResult(TusUploadOutcome.Refused, null, 0, 413, "UPL-051", "Your course has 1 GB left."), result);
        Assert.Equal(["POST"], _network.Sent);
    }

    [Fact]
    public async Task An_upload_the_server_no_longer_knows_is_lost()
    {
        var result = await NewClient().UploadAsync(Job() with { Resume = new Uri($"{App.Endpoint}/{Guid.CreateVersion7():N}") }, Token);

        Assert.Equal((TusUploadOutcome.Lost, 404), (result.Outcome, result.Status));
    }

    [Fact]
    public async Task An_upload_of_another_size_is_not_mixed_with_this_file()
    {
        var other = await NewUploadAsync(_bytes.Length + 1);

        var result = await NewClient().UploadAsync(Job() with { Resume = other }, Token);

        Assert.Equal(TusUploadOutcome.Lost, result.Outcome);
        Assert.Equal(0, await OffsetAsync(other));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.Locked)]
    public async Task A_server_in_trouble_is_tried_again(HttpStatusCode status)
    {
        _network.Answer = count => count is 2 or 3 ? status : null;

        var result = await NewClient().UploadAsync(Job(), Token);

        Assert.Equal(TusUploadOutcome.Completed, result.Outcome);
        Assert.Equal(["POST", "PATCH", "HEAD", "HEAD", "PATCH"], _network.Sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InsufficientStorage)]
    public async Task A_server_that_says_no_is_not_tried_again(HttpStatusCode status)
    {
        _network.Answer = count => count == 2 ? status : null;

        var result = await NewClient().UploadAsync(Job(), Token);

        Assert.Equal((TusUploadOutcome.Refused, (int)status), (result.Outcome, result.Status));
        Assert.Equal(["POST", "PATCH"], _network.Sent);
    }

    [Fact]
    public async Task A_server_that_never_comes_back_is_given_up_and_can_be_resumed()
    {
        _network.Answer = count => count > 1 ? HttpStatusCode.ServiceUnavailable : null;

        var result = await NewClient().UploadAsync(Job(), Token);

        Assert.Equal((TusUploadOutcome.GaveUp, 503), (result.Outcome, result.Status));
        Assert.NotNull(result.Upload);
        Assert.Equal(1 + 4, _network.Sent.Count);
    }

    [Fact]
    public async Task Failures_are_counted_anew_after_each_byte_that_is_kept()
    {
        _network.Answer = count => count % 3 == 0 ? HttpStatusCode.ServiceUnavailable : null;

        var result = await NewClient(20_000).UploadAsync(Job(), Token);

        Assert.Equal(TusUploadOutcome.Completed, result.Outcome);
        Assert.True(_network.Sent.Count > 20);
    }

    [Fact]
    public async Task A_request_that_stands_still_is_broken_off()
    {
        _network.HangAt = 2;
        var time = new FakeTimeProvider();
        var options = NewOptions();
        options.BaseDelay = TimeSpan.Zero;
        var upload = new TusClient(_network.Http, options, time).UploadAsync(Job(), Token);
        await _network.Hanging.WaitAsync(Token);

        time.Advance(options.StallLimit);
        var result = await upload;

        Assert.Equal(TusUploadOutcome.Completed, result.Outcome);
        Assert.Equal(["POST", "PATCH", "HEAD", "PATCH"], _network.Sent);
    }

    [Fact]
    public async Task Each_request_is_prepared_by_the_caller()
    {
        var prepared = new List<string>();
        var options = new TusClientOptions
        {
            Prepare = (request, _) =>
            {
                prepared.Add(request.Method.Method);
                request.Headers.Add("X-Owner", "agent-7");
                return default;
            },
        };
        using var http = new HttpClient(new SocketsHttpHandler());

        var result = await new TusClient(http, options, TimeProvider.System).UploadAsync(Job(), Token);

        Assert.Equal(["POST", "PATCH"], prepared);
        Assert.Equal("agent-7", (await Store.FindAsync(IdOf(result.Upload!), Token))!.Owner);
    }

    [Fact]
    public async Task A_file_that_shrinks_while_it_is_sent_is_an_error_of_ours()
    {
        using var content = new ShrinkingStream(_bytes);

        await Assert.ThrowsAsync<IOException>(() => NewClient().UploadAsync(Job() with { Content = content }, Token));
    }

    [Fact]
    public async Task Termination_frees_the_upload_and_may_be_repeated()
    {
        var upload = await NewUploadAsync(10);
        var client = NewClient();

        var first = await client.TerminateAsync(upload, Token);
        var second = await client.TerminateAsync(upload, Token);

        Assert.Equal((TusUploadOutcome.Completed, TusUploadOutcome.Completed), (first.Outcome, second.Outcome));
        Assert.Null(await Store.FindAsync(IdOf(upload), Token));
    }

    public override async ValueTask DisposeAsync()
    {
        _network.Dispose();
        await base.DisposeAsync();
    }

    private TusClient NewClient(long chunk = 8 << 20) => new(_network.Http, NewOptions(chunk), TimeProvider.System);

    private static TusClientOptions NewOptions(long chunk = 8 << 20) => new()
    {
        ChunkBytes = chunk,
        BaseDelay = TimeSpan.FromMilliseconds(1),
        MaxAttempts = 4,
        Prepare = (request, _) =>
        {
            request.Headers.Add("X-Owner", Me);
            return default;
        },
    };

    private TusUploadJob Job(Action<TusProgress>? progress = null, TusMetadata? metadata = null) => new()
    {
        Endpoint = App.Endpoint,
        Content = new MemoryStream(_bytes),
        Metadata = metadata ?? TusMetadata.Empty,
        Progress = progress is null ? null : new InlineProgress(progress),
    };

    private sealed class ShrinkingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => Position > Length / 2 ? new(0) : base.ReadAsync(buffer[..Math.Min(buffer.Length, 4096)], cancellationToken);
    }
}
