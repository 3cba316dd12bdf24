using System.Net;
using Lectern.CaptureAgent.Panel;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.CaptureAgent.Tests.Panel;

public sealed class PanelDoorTests
{
    private const string Secret = "k7qm2xhbk7qm2xhbk7qm2xhb";
    private static readonly IPAddress s_controller = IPAddress.Parse("10.20.0.7");
    private static readonly IPAddress s_other = IPAddress.Parse("10.20.0.8");
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData("/k7qm2xhbk7qm2xhbk7qm2xhb/start", null, "/start")]
    [InlineData("/k7qm2xhbk7qm2xhbk7qm2xhb/", null, "/")]
    [InlineData("/status", "Bearer k7qm2xhbk7qm2xhbk7qm2xhb", "/status")]
    [InlineData("/status", "bearer  k7qm2xhbk7qm2xhbk7qm2xhb ", "/status")]
    public void Whoever_knows_the_secret_is_let_in_wherever_it_stands(string path, string? authorization, string asked)
    {
        Assert.Equal(new PanelEntry(null, asked, PressesByGet: true), Door().Ask(From(s_controller, path, authorization)));
    }

    [Theory]
    [InlineData("/start", null, HttpStatusCode.Unauthorized)]
    [InlineData("/", null, HttpStatusCode.Unauthorized)]
    [InlineData("/k7qm2xhbk7qm2xhbk7qm2xhb", null, HttpStatusCode.Unauthorized)]
    [InlineData("/k7qm2xhbk7qm2xhbk7qm2xhB/start", null, HttpStatusCode.Forbidden)]
    [InlineData("/k7qm2xhb/start", null, HttpStatusCode.Forbidden)]
    [InlineData("//start", null, HttpStatusCode.Forbidden)]
    [InlineData("/start", "Bearer ", HttpStatusCode.Forbidden)]
    [InlineData("/start", "Basic k7qm2xhbk7qm2xhbk7qm2xhb", HttpStatusCode.Forbidden)]
    [InlineData("/k7qm2xhbk7qm2xhbk7qm2xhb/start", "Bearer wrong", HttpStatusCode.Forbidden)]
    public void Nobody_else_is(string path, string? authorization, HttpStatusCode refused)
    {
        Assert.Equal(new PanelEntry(refused), Door().Ask(From(s_controller, path, authorization)));
    }

    [Fact]
    public void This_machine_needs_none_and_web_pages_of_others_are_kept_out_as_before()
    {
        var here = From(IPAddress.Loopback, "/start", null);

        Assert.Equal(new PanelEntry(null, "/start"), Door().Ask(here with { Host = "127.0.0.1:7420" }));
        Assert.Equal(new PanelEntry(HttpStatusCode.Forbidden), Door().Ask(here with { Host = "evil.example:7420" }));
        Assert.Equal(new PanelEntry(HttpStatusCode.Forbidden), Door().Ask(here with { Host = "127.0.0.1:7420", Origin = "https://evil.example" }));
    }

    [Fact]
    public void A_panel_that_is_not_opened_lets_nobody_in_with_whatever_secret()
    {
        var door = new PanelDoor(7420, null, new PanelGuesses(clock));

        Assert.Equal(new PanelEntry(HttpStatusCode.Forbidden), door.Ask(From(s_controller, $"/{Secret}/start", null)));
    }

    [Fact]
    public void Ten_wrong_guesses_a_minute_are_heard_and_they_keep_no_other_out()
    {
        var door = Door();
        var guesses = Enumerable.Range(0, 10).Select(n => door.Ask(From(s_controller, $"/guess{n}/start", null)).Refused).ToList();

        var right = door.Ask(From(s_controller, $"/{Secret}/start", null));
        var other = door.Ask(From(s_other, $"/{Secret}/start", null));
        clock.Advance(TimeSpan.FromMinutes(1));
        var later = door.Ask(From(s_controller, $"/{Secret}/start", null));

        Assert.All(guesses, refused => Assert.Equal(HttpStatusCode.Forbidden, refused));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.Refused);
        Assert.Null(other.Refused);
        Assert.Null(later.Refused);
    }

    [Theory]
    [InlineData("k7qm2xhbk7qm2xhbk7q", false)]
    [InlineData("k7qm2xhbk7qm2xhbk7qm", true)]
    [InlineData("k7qm2xhbk7qm2xhbk7qm/", false)]
    [InlineData("k7qm2xhb k7qm2xhbk7qm", false)]
    [InlineData("", false)]
    public void A_secret_is_long_and_can_stand_in_an_address(string text, bool isGood)
    {
        Assert.Equal(isGood, PanelSecret.TryMake(text, out _));
    }

    [Theory]
    [InlineData(0, "10.20.0.5", "")]
    [InlineData(7420, null, "http://127.0.0.1:7420/ http://localhost:7420/")]
    [InlineData(7420, "127.0.0.1", "http://127.0.0.1:7420/ http://localhost:7420/")]
    [InlineData(7420, "10.20.0.5", "http://127.0.0.1:7420/ http://localhost:7420/, http://10.20.0.5:7420/")]
    [InlineData(7420, "fd00::5", "http://127.0.0.1:7420/ http://localhost:7420/, http://[fd00::5]:7420/")]
    [InlineData(7420, "0.0.0.0", "http://*:7420/")]
    public void This_machine_is_listened_to_wherever_else_the_panel_is_open(int port, string? open, string prefixes)
    {
        Assert.Equal(prefixes, string.Join(", ", PanelAddresses.Of(port, open is null ? null : IPAddress.Parse(open)).Select(together => string.Join(' ', together))));
    }

    private PanelDoor Door() => PanelSecret.TryMake(Secret, out var secret) ? new PanelDoor(7420, secret, new PanelGuesses(clock)) : throw new InvalidOperationException("The secret is none.");

    private static PanelCaller From(IPAddress address, string path, string? authorization) => new(address, "10.20.0.5:7420", null, authorization, path);
}
