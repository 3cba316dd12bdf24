using System.Net;
using System.Net.Http.Headers;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Governance;
using Lectern.Core.Imports;
using Lectern.Core.Keys;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed class DeviceKeyTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task The_next_key_is_good_at_once_and_the_old_one_until_the_next_is_first_used(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var (old, next) = (machine.Key, Secret.Create());

        using var changed = await machine.ChangeKeyAsync(next);
        using var repeated = await machine.ChangeKeyAsync(next);
        var oldBefore = await OpensAsync(machine, old);
        var nextFirst = await OpensAsync(machine, next);
        var oldAfter = await OpensAsync(machine, old);
        machine.Key = next;
        using var late = await machine.ChangeKeyAsync(next);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NoContent), (changed.StatusCode, repeated.StatusCode, late.StatusCode));
        Assert.Equal((true, true, false), (oldBefore, nextFirst, oldAfter));
        Assert.True(await OpensAsync(machine, next));
        await using var rows = app.Rows();
        Assert.Equal(1, await rows.Audit.CountAsync(a => a.Act == Acts.ChangeDeviceKey && a.Actor == Actors.OfDevice(machine.Id), Stop));
    }

    [Theory, DatabaseData]
    [Shows("CAP-001")]
    public async Task Only_the_devices_own_key_opens(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        using var other = await Machine.InNewRoomAsync(app);

        foreach (var token in (string?[])[null, "", machine.Key, $"{machine.Id:n}.{other.Key}", $"{other.Id:n}.{machine.Key}", $"{Guid.CreateVersion7():n}.{machine.Key}", $"{machine.Id}.{machine.Key}", $"{machine.Id:n}.{machine.Key}x"])
        {
            using var refused = await AskAsync(machine.Http, CapturePaths.Settings, token);
            await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "CAP-001", refused);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        }
    }

    [Theory, DatabaseData]
    [Shows("CAP-001")]
    [Shows("CAP-002")]
    public async Task A_revoked_device_hears_that_it_was_and_who_has_not_its_key_does_not(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        using var other = await Machine.InNewRoomAsync(app);
        var revoke = app.Get<RevokeDevice>();

        await revoke.RunAsync(other.Room, machine.Id, Actors.Operator, Stop);
        var ofAnotherRoom = await OpensAsync(machine, machine.Key);
        await revoke.RunAsync(machine.Room, machine.Id, Actors.Operator, Stop);
        using var revoked = await machine.GetAsync(CapturePaths.Settings);
        using var changed = await machine.ChangeKeyAsync(Secret.Create());
        using var stranger = await AskAsync(machine.Http, CapturePaths.Settings, $"{machine.Id:n}.{Secret.Create()}");

        Assert.True(ofAnotherRoom);
        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "CAP-002", revoked);
        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "CAP-002", changed);
        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "CAP-001", stranger);
        Assert.True(await OpensAsync(other, other.Key));
    }

    [Fact]
    public async Task Neither_launches_nor_the_operator_nor_other_keys_open_what_devices_ask()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        using var person = app.NewBrowser();
        using var it = await Operator.SignInAsync(app);
        var session = await person.LaunchAsync(app.Teacher());
        var import = await app.Get<ImportKeys>().MakeAsync(app.Platform.PlatformId, null, Actors.Operator, Stop);

        foreach (var (method, path) in Requests)
        {
            using var launch = await person.SendAsync(With(Asking(method, path), session.Token));
            using var program = await person.SendAsync(With(Asking(method, path), import));
            using var cookie = await it.SendAsync(Asking(method, path));
            Assert.All([launch, program, cookie], response => Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {response.StatusCode}"));
        }
    }

    [Fact]
    public async Task A_devices_key_opens_nothing_else()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await Machine.InNewRoomAsync(app);
        using var person = app.NewBrowser();
        var session = await person.LaunchAsync(app.Teacher());

        foreach (var path in (string[])[$"{session.Root}/videos", $"{session.Root}/api/uploads", "/admin", "/admin/rooms", $"/api/platforms/{app.Platform.PlatformId}/import"])
        {
            using var response = await machine.GetAsync(path);
            Assert.False(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        }
    }

    [Theory, DatabaseData]
    public async Task Settings_are_the_rooms_and_are_sent_once(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);

        using var first = await machine.GetAsync(CapturePaths.Settings);
        var settings = await Machine.ReadAsync(first, CaptureJson.Default.AgentSettings);
        using var again = await machine.GetAsync(CapturePaths.Settings, knows: settings.Version);

        Assert.Equal($"\"{settings.Version}\"", first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal([SourceRole.Slides, SourceRole.Presenter, SourceRole.Sound], settings.Sources.Select(source => source.Role));
        Assert.StartsWith("Hall", settings.Room, StringComparison.Ordinal);
    }

    // What a device may ask; each route of theirs is here.
    private static IEnumerable<(HttpMethod Method, string Path)> Requests =>
    [
        (HttpMethod.Put, CapturePaths.Key),
        (HttpMethod.Get, CapturePaths.Settings),
        (HttpMethod.Post, CapturePaths.Status),
        (HttpMethod.Get, CapturePaths.Orders),
        (HttpMethod.Post, CapturePaths.Orders),
        (HttpMethod.Get, CapturePaths.Schedule),
        (HttpMethod.Put, $"{CapturePaths.Pictures}/slides"),
    ];

    private static HttpRequestMessage Asking(HttpMethod method, string path) =>
        new(method, path) { Content = method == HttpMethod.Get ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };

    private static async Task<bool> OpensAsync(Machine machine, string key)
    {
        using var response = await AskAsync(machine.Http, CapturePaths.Settings, $"{machine.Id:n}.{key}");
        return response.IsSuccessStatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string path, string? token)
    {
        using var request = With(new HttpRequestMessage(HttpMethod.Get, path), token);
        return await http.SendAsync(request, Stop);
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string? token)
    {
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
