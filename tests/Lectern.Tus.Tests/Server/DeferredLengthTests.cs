using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

/// <summary>"Creation", <c>Upload-Defer-Length</c>.</summary>
public sealed class DeferredLengthTests : UploadTestBase
{
    private const int Limit = 1_000_000;

    protected override TusServerOptions Options { get; } = new() { MaxUploadBytes = Limit, AllowsDeferredLength = true };

    [Fact]
    public async Task Options_claim_it()
    {
        using var response = await SendAsync("OPTIONS", App.Endpoint, version: null, content: null);

        Assert.Equal("creation,creation-with-upload,creation-defer-length,checksum,termination", Header(response, "Tus-Extension"));
    }

    [Fact]
    public async Task Head_says_that_the_length_is_deferred_until_it_is_told()
    {
        var upload = await NewDeferredAsync();
        using var before = await HeadAsync(upload);
        using var bytes = await PatchAsync(upload, 0, [1, 2, 3]);
        using var between = await HeadAsync(upload);

        using var told = await PatchAsync(upload, 3, [4], (TusHeaders.UploadLength, "6"));
        using var after = await HeadAsync(upload);

        Assert.Equal(("1", null, "0"), Described(before));
        Assert.Equal(("1", null, "3"), Described(between));
        Assert.Equal(204, (int)told.StatusCode);
        Assert.Equal((null, "6", "4"), Described(after));
    }

    [Fact]
    public async Task A_patch_without_bytes_tells_the_length_and_completes_what_is_whole()
    {
        var upload = await NewDeferredAsync();
        using var bytes = await PatchAsync(upload, 0, [1, 2, 3]);
        var before = Hooks.Seen.Contains("completed");

        using var told = await PatchAsync(upload, 3, [], (TusHeaders.UploadLength, "3"));

        Assert.False(before);
        Assert.Equal((204, "3"), ((int)told.StatusCode, Header(told, TusHeaders.UploadOffset)));
        Assert.Single(Hooks.Seen, "completed");
        Assert.Equal([1, 2, 3], StoredBytes(upload));
    }

    [Fact]
    public async Task An_empty_upload_ends_by_its_length_alone()
    {
        var upload = await NewDeferredAsync();

        using var told = await PatchAsync(upload, 0, [], (TusHeaders.UploadLength, "0"));

        Assert.Equal(204, (int)told.StatusCode);
        Assert.Single(Hooks.Seen, "completed");
    }

    [Fact]
    public async Task The_same_length_told_again_is_agreed_to_because_an_answer_may_be_lost()
    {
        var upload = await NewDeferredAsync();
        using var first = await PatchAsync(upload, 0, [1, 2, 3], (TusHeaders.UploadLength, "3"));

        using var again = await PatchAsync(upload, 3, [], (TusHeaders.UploadLength, "3"));

        Assert.Equal(204, (int)again.StatusCode);
        Assert.Single(Hooks.Seen, "completed");
    }

    [Theory]
    [Trait("Refusal", "UPL-019")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_length_that_was_told_is_not_changed(bool deferred)
    {
        var upload = deferred ? await NewDeferredAsync() : await NewUploadAsync(10);
        using var first = await PatchAsync(upload, 0, [1], (TusHeaders.UploadLength, "10"));

        using var response = await PatchAsync(upload, 1, [2], (TusHeaders.UploadLength, "11"));
        using var head = await HeadAsync(upload);

        await AssertRefusedAsync(response, 400, "UPL-019");
        Assert.Equal((null, "10", "1"), Described(head));
    }

    [Fact]
    [Trait("Refusal", "UPL-020")]
    public async Task A_length_below_what_is_kept_is_refused_and_the_right_one_can_still_be_told()
    {
        var upload = await NewDeferredAsync();
        using var bytes = await PatchAsync(upload, 0, [1, 2, 3]);

        using var response = await PatchAsync(upload, 3, [], (TusHeaders.UploadLength, "2"));
        using var head = await HeadAsync(upload);
        using var right = await PatchAsync(upload, 3, [], (TusHeaders.UploadLength, "3"));

        await AssertRefusedAsync(response, 400, "UPL-020");
        Assert.Equal(("1", null, "3"), Described(head));
        Assert.Equal(204, (int)right.StatusCode);
    }

    [Fact]
    [Trait("Refusal", "UPL-005")]
    public async Task A_length_over_the_limit_is_refused_when_it_is_told()
    {
        var upload = await NewDeferredAsync();

        using var response = await PatchAsync(upload, 0, [1], (TusHeaders.UploadLength, Text(Limit + 1)));

        await AssertRefusedAsync(response, 413, "UPL-005");
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    public async Task Bytes_over_the_limit_are_refused_before_the_length_is_told()
    {
        var upload = await NewDeferredAsync();
        using var most = await PatchAsync(upload, 0, RandomBytes(Limit - 1));

        using var sized = await PatchAsync(upload, Limit - 1, [1, 2]);
        using var unsized = await SendAsync("PATCH", upload, UnsizedBytes([1, 2]), (TusHeaders.UploadOffset, Text(Limit - 1)));

        await AssertRefusedAsync(sized, 413, "UPL-005");
        await AssertRefusedAsync(unsized, 413, "UPL-005");
        Assert.Equal(Limit, await OffsetAsync(upload));
    }

    [Fact]
    [Trait("Refusal", "UPL-013")]
    public async Task Bytes_beyond_the_length_that_came_with_them_are_refused()
    {
        var upload = await NewDeferredAsync();

        using var response = await PatchAsync(upload, 0, [1, 2, 3], (TusHeaders.UploadLength, "2"));

        await AssertRefusedAsync(response, 413, "UPL-013");
    }

    [Theory]
    [Trait("Refusal", "UPL-018")]
    [InlineData("0", null)]
    [InlineData("2", null)]
    [InlineData("true", null)]
    [InlineData("", null)]
    [InlineData("1", "10")]
    public async Task A_deferral_that_is_not_1_or_stands_beside_a_length_is_refused(string defer, string? length)
    {
        (string, string)[] headers = length is null ? [] : [(TusHeaders.UploadLength, length)];

        using var response = await SendAsync("POST", App.Endpoint, null, [(TusHeaders.UploadDeferLength, defer), .. headers]);

        await AssertRefusedAsync(response, 400, "UPL-018");
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
    }

    [Theory]
    [Trait("Refusal", "UPL-004")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("3, 3")]
    public async Task A_length_told_later_that_is_no_whole_number_is_refused(string length)
    {
        var upload = await NewDeferredAsync();

        using var response = await PatchAsync(upload, 0, [1, 2, 3], (TusHeaders.UploadLength, length));

        await AssertRefusedAsync(response, 400, "UPL-004");
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    public async Task Bytes_that_come_with_a_deferred_creation_are_kept()
    {
        using var response = await SendAsync("POST", App.Endpoint, Bytes([1, 2, 3]), (TusHeaders.UploadDeferLength, "1"));

        Assert.Equal((201, "3"), ((int)response.StatusCode, Header(response, TusHeaders.UploadOffset)));
        Assert.Equal([1, 2, 3], StoredBytes(UploadOf(response)));
        Assert.DoesNotContain("completed", Hooks.Seen);
    }

    [Fact]
    public async Task A_length_that_was_acknowledged_is_found_by_the_next_process()
    {
        var upload = await NewDeferredAsync();
        using var told = await PatchAsync(upload, 0, [1], (TusHeaders.UploadLength, "2"));

        var found = await TusApp.OpenStore(Folder.Path).FindAsync(IdOf(upload), Token);

        Assert.Equal((2L, 1L), (found!.Length, found.Offset));
    }

    [Fact]
    public async Task An_upload_whole_at_a_crash_before_its_completion_is_completed_later()
    {
        var upload = await NewDeferredAsync();
        using var bytes = await PatchAsync(upload, 0, [1, 2, 3]);
        await Store.SetLengthAsync((await Store.FindAsync(IdOf(upload), Token))!, 3, Token);

        var pending = await new TusServer(TusApp.OpenStore(Folder.Path), Options, TimeProvider.System).CompletePendingAsync(Hooks, Token);

        Assert.Equal(1, pending);
        Assert.Single(Hooks.Seen, "completed");
    }

    private static (string? Deferred, string? Length, string? Offset) Described(HttpResponseMessage head)
        => (Header(head, TusHeaders.UploadDeferLength), Header(head, TusHeaders.UploadLength), Header(head, TusHeaders.UploadOffset));
}
