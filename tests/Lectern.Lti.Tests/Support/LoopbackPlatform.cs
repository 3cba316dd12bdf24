using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;
using Lectern.Lti.Http;
using Lectern.Lti.Keys;
using Lectern.Lti.Services;
using Lectern.Lti.ServiceTokens;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Lti.Tests.Support;

/// <summary>A platform on a free port of this machine, spoken to through the real guarded client: it gives tokens, and its services say what the test wants.</summary>
internal sealed class LoopbackPlatform : IAsyncDisposable
{
    private static readonly ToolKeySet Keys = TestKeys.ToolKeys(DateTimeOffset.UnixEpoch);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http;
    private readonly ServiceTokenClient tokens;
    private readonly Task accepting;
    private int tokenCount;

    public LoopbackPlatform(Func<Heard, Said> answer)
    {
        Answer = answer;
        listener.Start();
        var options = new PlatformHttpOptions { AllowedInsecureHosts = [$"lms.test:{Port}"] };
        http = PlatformHttp.CreateClient(options, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        tokens = new ServiceTokenClient(() => http, _ => new(Keys), Time);
        Services = new LtiServiceClient(() => http, options, tokens, Time);
        Registration = new LtiRegistration(Guid.CreateVersion7(), Url(""), "client-1", Url("/auth"), Url("/token"), Url("/jwks"), null);
        accepting = AcceptAsync();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public Func<Heard, Said> Answer { get; set; }

    /// <summary>Answers the token endpoint; by default the scope that was asked for, with a new token each time.</summary>
    public Func<string, int, Said> Token { get; set; } = (scope, number) =>
        Said.Json($$"""{"access_token":"tok-{{number}}","token_type":"Bearer","expires_in":3600,"scope":"{{scope}}"}""");

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public LtiServiceClient Services { get; }

    public LtiRegistration Registration { get; }

    /// <summary>Requests to services, without those to the token endpoint.</summary>
    public ConcurrentQueue<Heard> Requests { get; } = [];

    /// <summary>Scopes tokens were asked for.</summary>
    public ConcurrentQueue<string> Scopes { get; } = [];

    public string Url(string target) => $"http://lms.test:{Port}{target}";

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        tokens.Dispose();
        http.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(stopping.Token);
                await TalkAsync(connection.GetStream());
                connection.Client.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        try
        {
            var said = Reply(await HearAsync(stream));
            var head = $"HTTP/1.1 {said.Status} {said.Reason}\r\nContent-Length: {Encoding.UTF8.GetByteCount(said.Body)}\r\nConnection: close\r\n{string.Concat(said.Headers.Select(line => line + "\r\n"))}\r\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head + said.Body), stopping.Token);
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }

    private Said Reply(Heard heard)
    {
        if (heard.Path != "/token")
        {
            Requests.Enqueue(heard);
            return Answer(heard);
        }

        var scope = HttpUtility.ParseQueryString(heard.Body)["scope"]!;
        Scopes.Enqueue(scope);
        return Token(scope, Interlocked.Increment(ref tokenCount));
    }

    private async Task<Heard> HearAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[8192];
        int head;
        while ((head = all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReadAsync(stream, all, buffer);
        }

        var lines = Encoding.UTF8.GetString(all.GetBuffer(), 0, head).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), System.Globalization.CultureInfo.InvariantCulture);
        while (all.Length < head + 4 + length)
        {
            await ReadAsync(stream, all, buffer);
        }

        var request = lines[0].Split(' ');
        return new Heard(request[0], request[1], headers, Encoding.UTF8.GetString(all.GetBuffer(), head + 4, length));
    }

    private async Task ReadAsync(NetworkStream stream, MemoryStream all, byte[] buffer)
    {
        var read = await stream.ReadAsync(buffer, stopping.Token);
        all.Write(buffer, 0, read > 0 ? read : throw new IOException("The client hung up."));
    }
}
