using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class CoreProtocolTests : UploadTestBase
{
    [Fact]
    public async Task Options_tells_version_limit_and_extensions_and_needs_no_version()
    {
        using var response = await SendAsync("OPTIONS", App.Endpoint, version: null, content: null);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("1.0.0", Header(response, "Tus-Version"));
        Assert.Equal(Text(Options.MaxUploadBytes), Header(response, "Tus-Max-Size"));
        Assert.Equal("creation,creation-with-upload,checksum,termination", Header(response, "Tus-Extension"));
    }

    [Theory]
    [Trait("Refusal", "UPL-001")]
    [InlineData("POST", null)]
    [InlineData("POST", "0.2.2")]
    [InlineData("HEAD", null)]
    [InlineData("HEAD", "1.0")]
    [InlineData("PATCH", null)]
    [InlineData("PATCH", "2.0.0")]
    [InlineData("DELETE", null)]
    [InlineData("DELETE", "1.0.0, 1.0.0")]
    public async Task A_request_in_another_version_is_refused_and_not_processed(string method, string? version)
    {
        var upload = await NewUploadAsync(4);
        Hooks.Seen.Clear();

        using var response = await SendAsync(
            method, method == "POST" ? App.Endpoint : upload, version, method == "PATCH" ? Bytes([1, 2, 3, 4]) : null, ("Upload-Length", "4"), ("Upload-Offset", "0"));

        Assert.Equal(412, (int)response.StatusCode);
        Assert.Equal("1.0.0", Header(response, "Tus-Version"));
        Assert.Equal("1.0.0", Header(response, "Tus-Resumable"));
        Assert.Empty(Hooks.Seen);
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    public async Task Head_tells_offset_and_length_and_is_not_cached()
    {
        var upload = await NewUploadAsync(10);
        using var patched = await PatchAsync(upload, 0, RandomBytes(3));

        using var response = await HeadAsync(upload);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("3", Header(response, "Upload-Offset"));
        Assert.Equal("10", Header(response, "Upload-Length"));
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        Assert.Equal("1.0.0", Header(response, "Tus-Resumable"));
    }

    [Fact]
    public async Task Head_tells_the_offset_even_when_it_is_zero()
    {
        var upload = await NewUploadAsync(10);

        using var response = await HeadAsync(upload);

        Assert.Equal("0", Header(response, "Upload-Offset"));
    }

    [Theory]
    [Trait("Refusal", "UPL-003")]
    [InlineData("0198c0de00007000800000000000dead")]
    [InlineData("0198c0de-0000-7000-8000-00000000dead")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("x")]
    public async Task An_upload_that_is_not_there_is_not_found_and_has_no_offset(string id)
    {
        var address = new Uri($"{App.Endpoint}/{id}");

        using var head = await HeadAsync(address);
        using var patch = await PatchAsync(address, 0, [1]);

        Assert.Equal(404, (int)head.StatusCode);
        Assert.Null(Header(head, "Upload-Offset"));
        await AssertRefusedAsync(patch, 404, "UPL-003");
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Another_owners_upload_looks_as_if_it_were_not_there(string method)
    {
        var upload = await NewUploadAsync(4);

        using var response = await SendAsync(method, upload, method == "PATCH" ? Bytes([1, 2, 3, 4]) : null, ("Upload-Offset", "0"), ("X-Owner", "user-2"));

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    public async Task Patch_keeps_the_bytes_and_tells_the_new_offset()
    {
        var bytes = RandomBytes(100_000);
        var upload = await NewUploadAsync(bytes.Length);

        using var first = await PatchAsync(upload, 0, bytes[..60_000]);
        using var second = await PatchAsync(upload, 60_000, bytes[60_000..]);

        Assert.Equal(204, (int)first.StatusCode);
        Assert.Equal("60000", Header(first, "Upload-Offset"));
        Assert.Equal("100000", Header(second, "Upload-Offset"));
        Assert.Equal(bytes, StoredBytes(upload));
    }

    [Fact]
    public async Task Patch_takes_a_body_that_does_not_say_its_size()
    {
        var bytes = RandomBytes(300_000);
        var upload = await NewUploadAsync(bytes.Length);

        using var response = await SendAsync("PATCH", upload, UnsizedBytes(bytes), ("Upload-Offset", "0"));

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(bytes, StoredBytes(upload));
    }

    [Theory]
    [Trait("Refusal", "UPL-009")]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Patch_with_another_content_type_is_refused(string? type)
    {
        var upload = await NewUploadAsync(4);

        using var response = await SendAsync("PATCH", upload, Bytes([1, 2, 3, 4], type), ("Upload-Offset", "0"));

        await AssertRefusedAsync(response, 415, "UPL-009");
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Theory]
    [Trait("Refusal", "UPL-010")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("+0")]
    [InlineData("0x0")]
    [InlineData("1.0")]
    [InlineData("0, 0")]
    [InlineData("99999999999999999999")]
    public async Task Patch_without_a_readable_offset_is_refused(string? offset)
    {
        var upload = await NewUploadAsync(4);
        (string, string)[] headers = offset is null ? [] : [("Upload-Offset", offset)];

        using var response = await SendAsync("PATCH", upload, Bytes([1, 2, 3, 4]), headers);

        await AssertRefusedAsync(response, 400, "UPL-010");
    }

    [Theory]
    [Trait("Refusal", "UPL-011")]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Patch_at_another_offset_is_refused_and_changes_nothing(long offset)
    {
        var upload = await NewUploadAsync(10);
        using var first = await PatchAsync(upload, 0, [1, 2, 3]);

        using var response = await PatchAsync(upload, offset, [9, 9]);

        await AssertRefusedAsync(response, 409, "UPL-011");
        Assert.Equal("3", Header(response, "Upload-Offset"));
        Assert.Equal([1, 2, 3], StoredBytes(upload));
    }

    [Fact]
    [Trait("Refusal", "UPL-013")]
    public async Task A_body_that_says_it_is_longer_than_the_rest_is_refused_before_its_first_byte()
    {
        var upload = await NewUploadAsync(4);

        using var response = await PatchAsync(upload, 0, RandomBytes(5));

        await AssertRefusedAsync(response, 413, "UPL-013");
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    [Trait("Refusal", "UPL-013")]
    public async Task A_body_that_turns_out_longer_than_the_rest_is_cut_off_at_the_length()
    {
        var upload = await NewUploadAsync(4);

        using var response = await SendAsync("PATCH", upload, UnsizedBytes([1, 2, 3, 4, 5]), ("Upload-Offset", "0"));

        await AssertRefusedAsync(response, 413, "UPL-013");
        Assert.Equal(4, await OffsetAsync(upload));
        Assert.Equal([1, 2, 3, 4], StoredBytes(upload));
    }

    [Fact]
    public async Task A_method_override_wins_over_the_method_sent()
    {
        var upload = await NewUploadAsync(4);

        using var response = await SendAsync("POST", upload, Bytes([1, 2, 3, 4]), ("Upload-Offset", "0"), ("X-HTTP-Method-Override", "PATCH"));

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("4", Header(response, "Upload-Offset"));
    }

    [Theory]
    [Trait("Refusal", "UPL-002")]
    [InlineData("POST", true)]
    [InlineData("PATCH", false)]
    [InlineData("DELETE", false)]
    public async Task A_method_without_meaning_at_the_address_is_refused(string method, bool onUpload)
    {
        var upload = await NewUploadAsync(4);

        using var response = await SendAsync(method, onUpload ? upload : App.Endpoint, null, ("Upload-Length", "4"));

        await AssertRefusedAsync(response, 405, "UPL-002");
    }
}
