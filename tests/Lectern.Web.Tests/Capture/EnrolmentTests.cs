using System.Net;
using Lectern.Contracts;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed class EnrolmentTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_code_makes_a_machine_the_rooms_device_and_says_the_same_again(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = new Machine(app);
        var room = await Machine.NewRoomAsync(app);
        var code = await Machine.NewCodeAsync(app, room);

        using var first = await machine.TryEnrolAsync(code);
        using var again = await machine.TryEnrolAsync($" {code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()} ");

        var (answer, repeated) = (await Machine.ReadAsync(first, CaptureJson.Default.EnrolAnswer), await Machine.ReadAsync(again, CaptureJson.Default.EnrolAnswer));
        Assert.Equal((room, answer), (answer.Room, repeated));
        await using var rows = app.Rows();
        var device = await rows.Devices.SingleAsync(d => d.RoomId == room, Stop);
        Assert.Equal((answer.Device, "hall-b-pc", "Debian 13", "1.0.0"), (device.Id, device.Machine, device.System, device.Agent));
        Assert.Equal(["device.enrol", "device.invite", "room.add"], await rows.Audit.Where(a => a.Subject == room.ToString()).Select(a => a.Act).OrderBy(act => act).ToListAsync(Stop));
    }

    [Theory, DatabaseData]
    [Shows("CAP-003")]
    public async Task A_code_is_good_once_for_ten_minutes_and_until_there_is_a_newer_one(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var room = await Machine.NewRoomAsync(app);
        using var machine = new Machine(app);
        using var other = new Machine(app);

        var older = await Machine.NewCodeAsync(app, room);
        var spent = await Machine.NewCodeAsync(app, room);
        using var ended = await machine.TryEnrolAsync(older);
        using var taken = await machine.TryEnrolAsync(spent);
        using var twice = await other.TryEnrolAsync(spent);
        var late = await Machine.NewCodeAsync(app, room);
        app.Leap(TimeSpan.FromMinutes(10));
        using var tooLate = await other.TryEnrolAsync(late);
        using var madeUp = await other.TryEnrolAsync("AAAA-AAAA");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        foreach (var refused in (HttpResponseMessage[])[ended, twice, tooLate, madeUp])
        {
            await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "CAP-003", refused);
        }
    }

    [Theory, DatabaseData]
    public async Task Of_two_machines_that_type_one_code_at_once_one_becomes_the_device(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var room = await Machine.NewRoomAsync(app);
        var code = await Machine.NewCodeAsync(app, room);
        var machines = Enumerable.Range(0, 8).Select(_ => new Machine(app)).ToList();

        var answers = await Task.WhenAll(machines.Select(machine => machine.TryEnrolAsync(code)));

        Assert.Equal(1, answers.Count(answer => answer.IsSuccessStatusCode));
        await using var rows = app.Rows();
        Assert.Equal(1, await rows.Devices.CountAsync(d => d.RoomId == room, Stop));
        machines.ForEach(machine => machine.Dispose());
    }

    [Fact]
    [Shows("CAP-004")]
    public async Task Whoever_guesses_codes_is_soon_not_heard_any_more()
    {
        await using var app = await LecternApp.StartAsync();
        var code = await Machine.NewCodeAsync(app, await Machine.NewRoomAsync(app));
        using var machine = new Machine(app);

        for (var guess = 0; guess < 60; guess++)
        {
            using var wrong = await machine.TryEnrolAsync("ABCD-EFGH");
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        using var refused = await machine.TryEnrolAsync(code);
        app.Leap(TimeSpan.FromMinutes(1));
        using var heard = await machine.TryEnrolAsync(code);

        await Refused.ByProblemAsync(HttpStatusCode.TooManyRequests, "CAP-004", refused);
        Assert.Equal(HttpStatusCode.OK, heard.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task A_key_hash_that_is_none_enrols_nobody_and_spends_nothing(string hash)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = new Machine(app);
        var code = await Machine.NewCodeAsync(app, await Machine.NewRoomAsync(app));

        using var unreadable = await machine.TryEnrolAsync(code, hash);
        using var then = await machine.TryEnrolAsync(code);

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "ERR-002", unreadable);
        Assert.Equal(HttpStatusCode.OK, then.StatusCode);
    }

    [Fact]
    public async Task A_machine_that_calls_itself_a_box_is_enrolled_nowhere_and_spends_nothing()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = new Machine(app);
        var code = await Machine.NewCodeAsync(app, await Machine.NewRoomAsync(app));

        using var box = await machine.TryEnrolAsync(code, system: " opencast\u0000");
        using var then = await machine.TryEnrolAsync(code);

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "ERR-002", box);
        Assert.Equal(HttpStatusCode.OK, then.StatusCode);
    }

    [Theory, DatabaseData]
    public async Task A_new_machine_takes_the_old_ones_place_and_the_old_one_may_still_bring_what_it_has(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var old = await Machine.InNewRoomAsync(app);
        using var machine = new Machine(app);

        await machine.EnrolAsync(old.Room);

        using var still = await old.GetAsync(CapturePaths.Settings);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        await using var rows = app.Rows();
        var devices = await rows.Devices.Where(d => d.RoomId == old.Room).ToListAsync(Stop);
        Assert.Equal([machine.Id], devices.Where(device => device.Records).Select(device => device.Id));
        Assert.NotNull(devices.Single(device => device.Id == old.Id).ReplacedAt);
    }

    [Fact]
    public async Task No_code_or_key_is_kept()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = new Machine(app);
        var room = await Machine.NewRoomAsync(app);
        var code = await Machine.NewCodeAsync(app, room);
        using var enrolled = await machine.TryEnrolAsync(code);

        await using var rows = app.Rows();
        var (kept, device) = (await rows.EnrolmentCodes.SingleAsync(c => c.RoomId == room, Stop), await rows.Devices.SingleAsync(d => d.RoomId == room, Stop));
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept.CodeHash, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(machine.Key, device.KeyHash, StringComparison.Ordinal);
        Assert.False(await rows.Audit.AnyAsync(a => a.Detail!.Contains(code) || a.Detail.Contains(machine.Key), Stop));
    }
}
