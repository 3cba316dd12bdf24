using System.Net;
using System.Text;
using Lectern.Lti.Http;
using Lectern.Lti.Keys;
using Lectern.Lti.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Lti.Tests.Http;

public sealed class PlatformHttpTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://localhost/")]
    public async Task An_address_in_any_spelling_is_still_not_public(string address)
    {
        using var client = PlatformHttp.CreateClient(new PlatformHttpOptions(), TimeProvider.System);

        var thrown = await Assert.ThrowsAnyAsync<HttpRequestException>(() => Get(client, address));

        Assert.Equal(PlatformHttpFault.AddressNotPublic, Fault(thrown));
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_judged_at_each_connection()
    {
        await using var server = new RawServer(Ok("{}"));
        var answers = new Queue<IPAddress>([IPAddress.Parse("::ffff:192.168.0.9"), IPAddress.Loopback]);
        using var client = PlatformHttp.CreateClient(new PlatformHttpOptions(), time, (_, _) => Task.FromResult(new[] { answers.Dequeue() }));

        var first = await Assert.ThrowsAnyAsync<HttpRequestException>(() => Get(client, $"https://rebind.example:{server.Port}/"));
        var second = await Assert.ThrowsAnyAsync<HttpRequestException>(() => Get(client, $"https://rebind.example:{server.Port}/"));

        Assert.Equal((PlatformHttpFault.AddressNotPublic, PlatformHttpFault.AddressNotPublic), (Fault(first), Fault(second)));
        Assert.Empty(answers);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("http://lms.example.edu/")]
    [InlineData("http://localhost:1/")]
    public async Task Plain_http_is_refused_before_anything_is_looked_up(string address)
    {
        using var client = PlatformHttp.CreateClient(new PlatformHttpOptions(), time, (_, _) => throw new InvalidOperationException("looked up"));

        var thrown = await Assert.ThrowsAsync<PlatformHttpException>(() => Get(client, address));

        Assert.Equal(PlatformHttpFault.NotHttps, thrown.Fault);
    }

    [Fact]
    public async Task A_listed_host_may_be_private_and_plain_and_only_on_its_port()
    {
        await using var server = new RawServer(Ok("{\"a\":1}"));
        using var client = Client(server);

        var answer = await client.GetStringAsync(new Uri($"http://lms.test:{server.Port}/"), TestContext.Current.CancellationToken);
        var otherPort = await Assert.ThrowsAsync<PlatformHttpException>(() => Get(client, $"http://lms.test:{server.Port + 1}/"));

        Assert.Equal("{\"a\":1}", answer);
        Assert.Equal(PlatformHttpFault.NotHttps, otherPort.Fault);
    }

    [Theory]
    [InlineData("lms.test", "lms.test", 80, true)]
    [InlineData("LMS.test:8045", "lms.TEST", 8045, true)]
    [InlineData("lms.test:8045", "lms.test", 80, false)]
    [InlineData("lms.test", "sub.lms.test", 80, false)]
    [InlineData("test", "lms.test", 80, false)]
    [InlineData("[::1]:80", "::1", 80, true)]
    [InlineData("127.0.0.1", "127.0.0.2", 80, false)]
    public void Hosts_are_listed_by_name_or_by_name_and_port(string entry, string host, int port, bool listed)
    {
        Assert.Equal(listed, new PlatformHttpOptions { AllowedInsecureHosts = [entry] }.IsListed(host, port));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_are_not_followed(int status)
    {
        await using var inner = new RawServer(Ok("secret"));
        await using var server = new RawServer($"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1:{inner.Port}/\r\nContent-Length: 0\r\n\r\n");
        using var client = Client(server);

        var thrown = await Assert.ThrowsAsync<PlatformHttpException>(() => Get(client, $"http://lms.test:{server.Port}/"));

        Assert.Equal(PlatformHttpFault.Redirected, thrown.Fault);
        Assert.Equal(0, inner.Connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endless_answer_is_cut_off(bool saysItsLength)
    {
        var sent = 0L;
        await using var server = new RawServer(async (stream, cancellationToken) =>
        {
            var head = saysItsLength ? "Content-Length: 1000000000\r\n" : "Connection: close\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{head}\r\n"), cancellationToken);
            for (var chunk = new byte[64 * 1024]; sent < 100_000_000; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk, cancellationToken);
            }
        });
        using var client = Client(server);

        var thrown = await Assert.ThrowsAsync<PlatformHttpException>(() => Get(client, $"http://lms.test:{server.Port}/"));

        Assert.Equal(PlatformHttpFault.TooLarge, thrown.Fault);
        Assert.InRange(sent, 0, 50_000_000);
    }

    [Fact]
    public async Task An_answer_of_just_the_limit_is_read()
    {
        var body = new string('x', 1024 * 1024);
        await using var server = new RawServer(Ok(body));
        using var client = Client(server);

        Assert.Equal(body.Length, (await client.GetStringAsync(new Uri($"http://lms.test:{server.Port}/"), TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")]
    public async Task An_answer_that_stops_half_way_is_left_after_five_seconds(string beginning)
    {
        var reached = new TaskCompletionSource();
        await using var server = new RawServer(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), cancellationToken);
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        using var client = Client(server);
        var getting = Get(client, $"http://lms.test:{server.Port}/");
        await reached.Task;

        time.Advance(TimeSpan.FromSeconds(5));
        var thrown = await Assert.ThrowsAsync<PlatformHttpException>(() => getting);

        Assert.Equal(PlatformHttpFault.TooSlow, thrown.Fault);
    }

    [Fact]
    public async Task Cookies_are_neither_kept_nor_sent()
    {
        await using var server = new RawServer(Ok("{}").Replace("\r\n\r\n", "\r\nSet-Cookie: a=b\r\n\r\n", StringComparison.Ordinal));
        using var client = Client(server);

        using var first = await client.GetAsync(new Uri($"http://lms.test:{server.Port}/"), TestContext.Current.CancellationToken);
        using var second = await client.GetAsync(new Uri($"http://lms.test:{server.Port}/"), TestContext.Current.CancellationToken);

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase));
        Assert.All(server.Requests, request => Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    [Refuses("LTI-020")]
    public async Task A_key_set_on_a_private_address_is_told_as_such()
    {
        using var client = PlatformHttp.CreateClient(new PlatformHttpOptions(), time, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        var cache = new PlatformKeyCache(() => client, time);
        var registration = new LtiRegistration(Guid.CreateVersion7(), "i", "c", "a", "t", "https://metadata.example/k", null);

        var refused = await cache.FindAsync(registration, "kid", TestContext.Current.CancellationToken);

        Assert.Equal("metadata.example leads to no public network address.", Refusal.Is(Rejections.KeysUnreachable, refused).Detail);
    }

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    private static async Task Get(HttpClient client, string address)
    {
        using var response = await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
    }

    private static PlatformHttpFault? Fault(HttpRequestException thrown) => (thrown as PlatformHttpException ?? thrown.InnerException as PlatformHttpException)?.Fault;

    private HttpClient Client(RawServer server) => PlatformHttp.CreateClient(
        new PlatformHttpOptions { AllowedInsecureHosts = [$"lms.test:{server.Port}"] }, time, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
}
