using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class TerminationTests : UploadTestBase
{
    [Fact]
    public async Task A_terminated_upload_is_gone_with_its_bytes()
    {
        var upload = await NewUploadAsync(10);
        using var patched = await PatchAsync(upload, 0, [1, 2, 3]);

        using var response = await SendAsync("DELETE", upload);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("1.0.0", Header(response, "Tus-Resumable"));
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
        Assert.Equal("deleted", Hooks.Seen.Last());
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Later_requests_for_a_terminated_upload_find_nothing(string method)
    {
        var upload = await NewUploadAsync(10);
        using var terminated = await SendAsync("DELETE", upload);

        using var response = await SendAsync(method, upload, method == "PATCH" ? Bytes([1]) : null, ("Upload-Offset", "0"));

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_host_can_refuse_a_termination()
    {
        var upload = await NewUploadAsync(10);
        Hooks.Terminating = _ => new TusProblem(403, "UPL-070", "This upload is being looked at.");

        using var response = await SendAsync("DELETE", upload);

        await AssertRefusedAsync(response, 403, "UPL-070");
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    [Trait("Refusal", "UPL-015")]
    public async Task Termination_ends_a_running_patch()
    {
        var upload = await NewUploadAsync(1_000_000);
        using var running = await HalfRequest.PatchAsync(upload, 0, 1_000_000, Me, Token);
        await running.SendAsync(RandomBytes(FlushBytes), Token);
        await Hooks.Progressed.Reader.ReadAsync(Token);

        using var response = await SendAsync("DELETE", upload);
        var status = await running.StatusLineAsync(Token);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.StartsWith("HTTP/1.1 423", status, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
    }
}
