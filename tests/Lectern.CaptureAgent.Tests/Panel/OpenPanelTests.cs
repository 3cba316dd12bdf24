using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Lectern.CaptureAgent.Cli;
using Lectern.CaptureAgent.Panel;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Panel;

/// <summary>The panel as a controller in the room's network uses it.</summary>
public sealed class OpenPanelTests : IDisposable
{
    private const string Secret = "k7qm2xhbk7qm2xhbk7qm2xhb";
    private readonly TempFolder folder = new();
    private readonly int port = Ports.Free();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_controller_starts_and_stops_with_the_secret_and_this_machine_as_before(bool everywhere)
    {
        var own = OwnAddress();
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port, listen: everywhere ? IPAddress.Any : own, secret: SecretFile(Secret));
        var address = $"http://{own}:{port}";

        using var unknown = await client.PostAsync($"{address}/start", null, Token);
        using var wrong = await client.PostAsync($"{address}/{Secret[1..]}/start", null, Token);
        var before = room.Recorder.View.Recordings.Count;
        using var started = await client.GetAsync($"{address}/{Secret}/start?minutes=10&title=Rehearsal", Token);
        await Room.UntilAsync(() => room.Recorder.View.Recordings.Count == 1);
        using var asked = await SendAsync(HttpMethod.Get, $"{address}/status");
        using var page = await client.GetAsync($"{address}/{Secret}/", Token);
        using var script = await client.GetAsync($"{address}/{Secret}/panel.js", Token);
        using var here = await client.PostAsync($"http://127.0.0.1:{port}/extend?minutes=5", null, Token);
        using var byGet = await client.GetAsync($"http://127.0.0.1:{port}/stop", Token);
        using var stopped = await SendAsync(HttpMethod.Post, $"{address}/stop");
        await Room.UntilAsync(() => room.Recorder.View.Recordings.Count == 0);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, 0), (unknown.StatusCode, wrong.StatusCode, before));
        Assert.All([started, asked, page, script, here, stopped], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("Rehearsal", (await asked.Content.ReadFromJsonAsync(AgentJson.Default.PanelStatus, Token))!.Title);
        // What is no secret's may not be pressed by a link.
        Assert.Equal(HttpStatusCode.NotFound, byGet.StatusCode);
        // Relative, so that the page's own files and presses keep the secret.
        Assert.DoesNotContain("=\"/", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData(null)]
    public async Task Without_a_good_secret_the_panel_stays_shut_to_others_and_this_machine_records(string? secret)
    {
        var own = OwnAddress();
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port, listen: own, secret: secret is null ? folder.File("none") : SecretFile(secret));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"http://{own}:{port}/{secret}/status", Token));
        using var here = await client.PostAsync($"http://127.0.0.1:{port}/start", null, Token);

        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
    }

    [Fact]
    public async Task An_address_that_comes_later_is_listened_at_then()
    {
        var own = OwnAddress();
        using var other = new TcpListener(own, port);
        other.Start();
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port, listen: own, secret: SecretFile(Secret));
        using var here = await client.GetAsync($"http://127.0.0.1:{port}/status", Token);

        other.Stop();

        await Room.UntilAsync(() => Answers($"http://{own}:{port}/{Secret}/status"));
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
    }

    [Theory]
    [InlineData("run --listen 10.20.0.5", 1)]
    [InlineData("run --listen 0.0.0.0", 1)]
    [InlineData("run --listen nonsense --secret file", 1)]
    [InlineData("run --listen 10.20.0.5 --secret file", 0)]
    [InlineData("run --listen 127.0.0.1", 0)]
    [InlineData("run", 0)]
    public void An_agent_is_not_started_that_would_be_open_without_a_secret(string command, int faults)
    {
        Assert.Equal(faults, AgentCommand.Create().Parse(command).Errors.Count);
    }

    private string SecretFile(string secret)
    {
        File.WriteAllText(folder.File("secret"), $"{secret}\n");
        return folder.File("secret");
    }

    private bool Answers(string address)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = client.Send(request, Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        return await client.SendAsync(request, Token);
    }

    // What comes to it comes from it too, and so from no loopback.
    private static IPAddress OwnAddress()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "This machine has no address but its own.");
        return own!;
    }
}
