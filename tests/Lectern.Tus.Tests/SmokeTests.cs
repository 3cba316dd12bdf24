using Lectern.Tus.Tests.Host;
namespace Lectern.Tus.Tests;
public sealed class SmokeTests
{
    [Fact]
    public async Task An_upload_is_made_written_and_found()
    {
        using var folder = new TempFolder();
        await using var app = await TusApp.StartAsync(TusApp.OpenStore(folder.Path));
        using var http = new HttpClient(new SocketsHttpHandler());
        http.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
        using var create = new HttpRequestMessage(HttpMethod.Post, app.Endpoint) { Headers = { { "Upload-Length", "11" } } };
        using var created = await http.SendAsync(create, TestContext.Current.CancellationToken);
        var url = new Uri(app.Endpoint, created.Headers.Location!);
        using var patch = new HttpRequestMessage(HttpMethod.Patch, url) { Headers = { { "Upload-Offset", "0" } }, Content = new ByteArrayContent("hello world"u8.ToArray()) };
        patch.Content.Headers.ContentType = new(TusHeaders.OffsetOctetStream);

        using var patched = await http.SendAsync(patch, TestContext.Current.CancellationToken);

        Assert.Equal(204, (int)patched.StatusCode);
        Assert.Equal("11", patched.Headers.GetValues("Upload-Offset").Single());
    }
}
