using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class CreationTests : UploadTestBase
{
    [Fact]
    public async Task A_new_upload_has_an_address_of_its_own()
    {
        using var first = await CreateAsync(10);
        using var second = await CreateAsync(10);

        Assert.Equal(201, (int)first.StatusCode);
        Assert.Equal("1.0.0", Header(first, "Tus-Resumable"));
        Assert.NotEqual(UploadOf(first), UploadOf(second));
    }

    [Fact]
    public async Task An_empty_file_is_complete_at_once()
    {
        var upload = await NewUploadAsync(0);

        Assert.Equal(["creating", "created", "completed"], Hooks.Seen);
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Theory]
    [Trait("Refusal", "UPL-004")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("ten")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    public async Task A_length_that_is_no_whole_number_is_refused(string? length)
    {
        (string, string)[] headers = length is null ? [] : [("Upload-Length", length)];

        using var response = await SendAsync("POST", App.Endpoint, null, headers);

        await AssertRefusedAsync(response, 400, "UPL-004");
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
    }

    [Fact]
    [Trait("Refusal", "UPL-005")]
    public async Task A_length_over_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        using var over = await CreateAsync(Options.MaxUploadBytes + 1);
        using var at = await CreateAsync(Options.MaxUploadBytes);

        await AssertRefusedAsync(over, 413, "UPL-005");
        Assert.Equal(201, (int)at.StatusCode);
    }

    [Fact]
    public async Task Head_repeats_the_metadata_as_it_was_sent()
    {
        const string metadata = "filename w5xiZXIgZGllIEtyZWlzbGluaWUubXA0,is_confidential, empty ";
        var upload = await NewUploadAsync(10, ("Upload-Metadata", metadata.TrimEnd()));

        using var response = await HeadAsync(upload);

        Assert.Equal(metadata.TrimEnd(), Header(response, "Upload-Metadata"));
    }

    [Fact]
    public async Task Head_of_an_upload_without_metadata_has_none()
    {
        var upload = await NewUploadAsync(10);

        using var response = await HeadAsync(upload);

        Assert.Null(Header(response, "Upload-Metadata"));
    }

    [Theory]
    [Trait("Refusal", "UPL-006")]
    [InlineData("filename bGVjdHVyZQ==,filename b3RoZXI=")]
    [InlineData("filename not-base64!")]
    [InlineData("filename bGVjdHVyZQ")]
    [InlineData("filename bGVj dHVyZQ==")]
    [InlineData("filename bGVjdHVyZQ==,")]
    [InlineData(",")]
    [InlineData("a b c")]
    public async Task Metadata_that_breaks_the_rules_is_refused(string metadata)
    {
        using var response = await CreateAsync(10, ("Upload-Metadata", metadata));

        await AssertRefusedAsync(response, 400, "UPL-006");
        Assert.DoesNotContain("creating", Hooks.Seen);
    }

    [Theory]
    [Trait("Refusal", "UPL-017")]
    [InlineData("1")]
    [InlineData("yes")]
    public async Task A_length_that_is_to_follow_is_refused_where_the_host_wants_it_first(string defer)
    {
        using var response = await SendAsync("POST", App.Endpoint, null, ("Upload-Defer-Length", defer));

        await AssertRefusedAsync(response, 400, "UPL-017");
    }

    [Theory]
    [Trait("Refusal", "UPL-008")]
    [InlineData("partial")]
    [InlineData("final;/files/a /files/b")]
    public async Task A_part_of_a_file_is_refused(string concat)
    {
        using var response = await CreateAsync(10, ("Upload-Concat", concat));

        await AssertRefusedAsync(response, 400, "UPL-008");
    }

    [Fact]
    public async Task Bytes_that_come_with_the_creation_are_kept()
    {
        var bytes = RandomBytes(50_000);

        using var response = await SendAsync("POST", App.Endpoint, Bytes(bytes[..20_000]), ("Upload-Length", "50000"));
        using var rest = await PatchAsync(UploadOf(response), 20_000, bytes[20_000..]);

        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("20000", Header(response, "Upload-Offset"));
        Assert.Equal(bytes, StoredBytes(UploadOf(response)));
    }

    [Fact]
    public async Task A_whole_file_that_comes_with_the_creation_is_complete()
    {
        using var response = await SendAsync("POST", App.Endpoint, UnsizedBytes([1, 2, 3]), ("Upload-Length", "3"));

        Assert.Equal("3", Header(response, "Upload-Offset"));
        Assert.Contains("completed", Hooks.Seen);
    }

    [Fact]
    public async Task A_creation_with_a_body_of_another_type_is_refused()
    {
        using var response = await SendAsync("POST", App.Endpoint, Bytes([1, 2, 3], "application/json"), ("Upload-Length", "3"));

        await AssertRefusedAsync(response, 415, "UPL-009");
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
    }

    [Fact]
    public async Task A_creation_with_more_bytes_than_its_length_is_refused()
    {
        using var response = await SendAsync("POST", App.Endpoint, Bytes([1, 2, 3, 4]), ("Upload-Length", "3"));

        await AssertRefusedAsync(response, 413, "UPL-013");
    }
}
