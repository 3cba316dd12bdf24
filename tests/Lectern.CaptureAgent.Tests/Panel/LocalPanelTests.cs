using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Lectern.CaptureAgent.Cli;
using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Panel;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Recordings;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Panel;

public sealed class LocalPanelTests : IDisposable
{
    private readonly int port = Ports.Free();
    private readonly HttpClient client;

    public LocalPanelTests() => client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task The_panel_starts_pauses_extends_and_stops_a_recording_and_says_how_it_stands()
    {
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port);

        Assert.Equal((HttpStatusCode.OK, null), await OrderAsync("/start?minutes=10&title=Rehearsal"));
        Assert.Equal(HttpStatusCode.Conflict, (await OrderAsync("/start")).Code);
        await Room.UntilAsync(() => room.Recorder.View.Recordings.Count == 1);
        await room.UntilWrittenAsync(1, "sound");
        var begun = await StatusAsync();
        await OrderAsync("/extend?minutes=5");
        await OrderAsync("/pause");
        await Room.UntilAsync(() => room.Recorder.View.Recordings is [{ State: RecordingState.Paused }]);
        var paused = await StatusAsync();
        await OrderAsync("/resume");
        await OrderAsync("/stop");
        await Room.UntilAsync(() => room.Recorder.View.Recordings.Count == 0);
        var left = await StatusAsync();

        Assert.Equal(("A 101", "Rehearsal", RecordingState.Recording), (begun.Room, begun.Title, begun.Recording!.State));
        Assert.Equal(begun.Recording.StartedAt.AddMinutes(15), paused.Recording!.EndsAt, TimeSpan.FromSeconds(1));
        Assert.Equal("sound", Assert.Single(paused.Sources).Name);
        Assert.Equal((PanelProblem.NotEnrolled, null), (left.Problem, left.Recording));
        Assert.True(left.QueuedBytes > 0);
        Assert.Equal(HttpStatusCode.Conflict, (await OrderAsync("/stop")).Code);
    }

    [Fact]
    public async Task Whoever_is_in_the_room_is_told_that_somebody_watches_or_that_its_cameras_are_on()
    {
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port);
        var watchers = room.Get<Watchers>();
        var alone = await StatusAsync();

        watchers.Hear(true);
        await Room.UntilAsync(() => room.Recorder.View.IsLookedAt);
        var watched = await StatusAsync();
        watchers.Hear(false);
        room.Book(Room.Booking(600, 1200));
        await Room.UntilAsync(() => room.Recorder.View is { IsWatched: false, Schedule.Bookings.Count: 1 });
        var before = await StatusAsync();

        Assert.Equal((false, false), (alone.IsWatched, alone.IsLookedAt));
        Assert.Equal((true, true), (watched.IsWatched, watched.IsLookedAt));
        Assert.Equal((false, true), (before.IsWatched, before.IsLookedAt));
    }

    [Fact]
    public async Task Commands_do_what_the_panel_does()
    {
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port);

        var codes = new List<int>();
        foreach (var command in (string[])["start --title Rehearsal --minutes 10", "pause", "resume", "extend", "stop", "stop"])
        {
            codes.Add(await AgentCommand.Create().Parse($"{command} --port {port}").InvokeAsync(cancellationToken: Token));
        }

        await room.StopAsync();
        codes.Add(await AgentCommand.Create().Parse($"start --port {port}").InvokeAsync(cancellationToken: Token));

        Assert.Equal([0, 0, 0, 0, 0, 1, 1], codes);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/panel.js", "text/javascript")]
    [InlineData("/panel.css", "text/css")]
    [InlineData("/status", "application/json")]
    [InlineData("/../settings.json", null)]
    [InlineData("/start", null)]
    public async Task The_panel_gives_its_page_and_nothing_else(string path, string? type)
    {
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port);

        using var answer = await client.GetAsync(path, Token);

        Assert.Equal(type, answer.IsSuccessStatusCode ? answer.Content.Headers.ContentType?.MediaType : null);
        Assert.Empty(room.Recorder.View.Recordings);
    }

    [Theory]
    [InlineData("127.0.0.1:7420", null, true)]
    [InlineData("localhost:7420", "http://localhost:7420", true)]
    [InlineData("127.0.0.1:7420", "https://evil.example", false)]
    [InlineData("127.0.0.1:7420", "null", false)]
    [InlineData("evil.example:7420", null, false)]
    [InlineData("127.0.0.1:80", null, false)]
    [InlineData(null, null, false)]
    public void Pages_of_others_are_kept_out(string? host, string? origin, bool lets)
    {
        Assert.Equal(lets, PanelGuard.Lets(host, origin, 7420));
    }

    [Fact]
    public async Task A_page_of_others_stops_no_recording()
    {
        await using var room = new Room(Room.Sound);
        await room.StartAsync(port);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/start");
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(room.Recorder.View.Recordings);
    }

    [Fact]
    public async Task A_port_that_is_taken_keeps_nobody_from_recording()
    {
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();
        await using var room = new Room(Room.Sound);

        await room.StartAsync(port);
        room.Order(Contracts.Devices.OrderKind.Start, 10);

        await room.UntilWrittenAsync(1, "sound");
    }

    private async Task<(HttpStatusCode Code, string? Problem)> OrderAsync(string path)
    {
        using var answer = await client.PostAsync(path, null, Token);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync(AgentJson.Default.PanelAnswer, Token))!.Problem);
    }

    private async Task<PanelStatus> StatusAsync() => (await client.GetFromJsonAsync("/status", AgentJson.Default.PanelStatus, Token))!;
}
