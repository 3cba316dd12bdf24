using System.Net;
using System.Security.Cryptography;
using Lectern.Tus.Client;
using Lectern.Tus.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Tus.Tests.Client;

/// <summary>A recording's way: an upload that begins before its end is known.</summary>
public sealed class GrowingUploadTests : UploadTestBase
{
    private readonly FaultyNetwork _network = new();

    protected override TusServerOptions Options { get; } = new() { AllowsDeferredLength = true, LockWait = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task It_grows_chunk_by_chunk_and_ends_with_its_length()
    {
        var growing = NewGrowing();
        var created = await growing.CreateAsync(App.Endpoint, TusMetadata.From([new("part", "1")]), Token);
        var upload = created.Upload!;
        var before = await growing.AskAsync(upload, Token);

        var first = await AppendAsync(growing, upload, 0, [1, 2, 3]);
        var second = await AppendAsync(growing, upload, 3, [4, 5]);
        var finished = await growing.FinishAsync(upload, 5, Token);
        var after = await growing.AskAsync(upload, Token);

        Assert.All([created, before, first, second, finished, after], r => Assert.Equal(GrowingOutcome.Done, r.Outcome));
        Assert.Equal((0L, null, 3L, 5L), (before.Offset, before.Length, first.Offset, second.Offset));
        Assert.Equal((5L, 5L), (after.Offset, after.Length));
        Assert.Equal([1, 2, 3, 4, 5], StoredBytes(upload));
        Assert.Single(Hooks.Seen, "completed");
        Assert.Equal("1", (await Store.FindAsync(IdOf(upload), Token))!.Metadata["part"]);
    }

    [Fact]
    public async Task A_step_that_was_done_already_says_where_the_upload_stands()
    {
        var growing = NewGrowing();
        var upload = await NewDeferredAsync();
        await AppendAsync(growing, upload, 0, [1, 2, 3]);

        var append = await AppendAsync(growing, upload, 0, [1, 2, 3]);
        await growing.FinishAsync(upload, 3, Token);
        var finish = await growing.FinishAsync(upload, 3, Token);

        Assert.Equal((GrowingOutcome.Elsewhere, 3L), (append.Outcome, append.Offset));
        Assert.Equal(GrowingOutcome.Done, finish.Outcome);
        Assert.Equal([1, 2, 3], StoredBytes(upload));
    }

    [Fact]
    public async Task A_damaged_chunk_is_told_so_and_sent_again()
    {
        var growing = NewGrowing();
        var upload = await NewDeferredAsync();

        var damaged = await growing.AppendAsync(upload, 0, new MemoryStream([1, 2, 4]), SHA256.HashData([1, 2, 3]), Token);
        var again = await AppendAsync(growing, upload, 0, [1, 2, 3]);

        Assert.Equal((GrowingOutcome.Damaged, 460, 0L), (damaged.Outcome, damaged.Status, damaged.Offset));
        Assert.Equal((GrowingOutcome.Done, 3L), (again.Outcome, again.Offset));
    }

    [Fact]
    public async Task A_chunk_whose_connection_breaks_is_kept_not_at_all()
    {
        var growing = NewGrowing();
        var upload = await NewDeferredAsync();
        var bytes = RandomBytes(1_000_000);
        _network.CutBodyAfter = 400_000;

        var cut = await AppendAsync(growing, upload, 0, bytes);
        var asked = await growing.AskAsync(upload, Token);
        var again = await AppendAsync(growing, upload, 0, bytes);

        Assert.Equal((GrowingOutcome.Unavailable, null), (cut.Outcome, cut.Status));
        Assert.Equal(0, asked.Offset);
        Assert.Equal(GrowingOutcome.Done, again.Outcome);
        Assert.Equal(bytes, StoredBytes(upload));
    }

    [Fact]
    public async Task An_upload_that_is_given_up_is_gone_and_may_be_given_up_again()
    {
        var growing = NewGrowing();
        var upload = await NewDeferredAsync();

        var first = await growing.GiveUpAsync(upload, Token);
        var again = await growing.GiveUpAsync(upload, Token);

        Assert.Equal((GrowingOutcome.Done, GrowingOutcome.Lost), (first.Outcome, again.Outcome));
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, GrowingOutcome.Unavailable)]
    [InlineData(HttpStatusCode.TooManyRequests, GrowingOutcome.Unavailable)]
    [InlineData(HttpStatusCode.Locked, GrowingOutcome.Unavailable)]
    [InlineData(HttpStatusCode.Conflict, GrowingOutcome.Elsewhere)]
    [InlineData(HttpStatusCode.NotFound, GrowingOutcome.Lost)]
    [InlineData(HttpStatusCode.Gone, GrowingOutcome.Lost)]
    [InlineData(HttpStatusCode.Unauthorized, GrowingOutcome.Refused)]
    [InlineData(HttpStatusCode.InsufficientStorage, GrowingOutcome.Refused)]
    public async Task Each_answer_is_a_result(HttpStatusCode status, GrowingOutcome outcome)
    {
        var growing = NewGrowing();
        _network.Answer = _ => status;

        GrowingResult[] results =
        [
            await growing.CreateAsync(App.Endpoint, TusMetadata.Empty, Token),
            await growing.AskAsync(App.Endpoint, Token),
            await AppendAsync(growing, App.Endpoint, 0, [1]),
            await growing.FinishAsync(App.Endpoint, 1, Token),
        ];

        Assert.All(results, r => Assert.Equal((outcome, (int?)status), (r.Outcome, r.Status)));
    }

    [Fact]
    public async Task A_success_without_what_it_should_say_is_no_success()
    {
        var growing = NewGrowing();
        _network.Answer = _ => HttpStatusCode.OK;

        var created = await growing.CreateAsync(App.Endpoint, TusMetadata.Empty, Token);
        var asked = await growing.AskAsync(App.Endpoint, Token);
        var appended = await AppendAsync(growing, App.Endpoint, 0, [1]);

        Assert.Equal(
            (GrowingOutcome.Unavailable, GrowingOutcome.Unavailable, GrowingOutcome.Elsewhere), (created.Outcome, asked.Outcome, appended.Outcome));
    }

    [Fact]
    public async Task A_request_that_stands_still_is_broken_off()
    {
        _network.HangAt = 1;
        var time = new FakeTimeProvider();
        var options = NewOptions();
        var asking = new GrowingUpload(_network.Http, options, time).AskAsync(App.Endpoint, Token);
        await _network.Hanging.WaitAsync(Token);

        time.Advance(options.StallLimit);

        Assert.Equal(GrowingOutcome.Unavailable, (await asking).Outcome);
    }

    public override async ValueTask DisposeAsync()
    {
        _network.Dispose();
        await base.DisposeAsync();
    }

    private GrowingUpload NewGrowing() => new(_network.Http, NewOptions(), TimeProvider.System);

    private static TusClientOptions NewOptions() => new()
    {
        Prepare = (request, _) =>
        {
            request.Headers.Add("X-Owner", Me);
            return default;
        },
    };

    private static Task<GrowingResult> AppendAsync(GrowingUpload growing, Uri upload, long offset, byte[] bytes)
        => growing.AppendAsync(upload, offset, new MemoryStream(bytes), SHA256.HashData(bytes), Token);
}
