using System.Security.Cryptography;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.CaptureAgent.Upkeep;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;
using Lectern.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lectern.CaptureAgent.Tests.Upkeep;

/// <summary>Updates with real signatures, against a tool.</summary>
public sealed class UpdateTests : IAsyncLifetime
{
    private readonly TempFolder uploads = new();
    private readonly TempFolder installed = new();
    private readonly Room room = new();
    private readonly ECDsa key = SignedUpdate.NewKey();
    private readonly ToolMemory memory;
    private readonly ToolServer server;

    public UpdateTests()
    {
        memory = new ToolMemory(uploads.Path);
        server = new ToolServer(memory);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        var own = DeviceKey.Create();
        memory.Keys.Add(DeviceKey.HashOf(own));
        SignedUpdate.Install(key, installed.Path);
        new DeviceStore(room.Folder).Write(new DeviceFile { Server = server.Address, Device = memory.Device, Room = Guid.Empty, RoomName = "A 101", Key = own, KeySince = Room.Now });
    }

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        await server.DisposeAsync();
        key.Dispose();
        installed.Dispose();
        uploads.Dispose();
    }

    [Fact]
    public async Task An_update_is_taken_at_once_waits_for_what_is_booked_and_is_told_as_done_by_the_version_it_brought()
    {
        var order = new Order(Guid.CreateVersion7(), OrderKind.Update);
        memory.Update = SignedUpdate.Make(key, "9.1.0");
        memory.Schedule = new Schedule("soon", [Room.Booking(20 * 60, 80 * 60)]);
        memory.Orders.Add(order);
        await room.StartAsync(installed: installed.Path);
        await Room.UntilAsync(() => memory.Reported.Any(result => result.Waits?.Contains("booked", StringComparison.Ordinal) is true));
        var waits = memory.Reported.Last();
        var taken = room.Get<Versions>().Pointer;

        // A kill in between: the next run knows what it has.
        await room.StopAsync();
        memory.Reported.Clear();
        memory.Schedule = new Schedule("later", [Room.Booking(40 * 60, 80 * 60)]);
        await room.StartAsync(installed: installed.Path);
        var lifetime = room.Get<IHostApplicationLifetime>();
        await Room.UntilAsync(() => lifetime.ApplicationStopping.IsCancellationRequested);
        await room.StopAsync();
        var program = Launcher.Choose(new Versions(room.Folder), new UpdateKey(new AgentOptions(room.Folder.Root) { Installed = installed.Path }), TimeProvider.System);
        await room.StartAsync(installed: installed.Path);
        var care = room.Get<IEnumerable<IHostedService>>().OfType<VersionCare>().Single();
        await Room.UntilAsync(() => room.Get<StatusSender>().HasTold && room.Recorder.View.IsIdle);
        await care.LookAsync(TimeSpan.FromMinutes(2), Stop);
        var early = room.Get<Versions>().Pointer.Starts;
        await care.LookAsync(TimeSpan.FromMinutes(4), Stop);
        await Room.UntilAsync(() => memory.Reported.Any(result => result.Waits is null));

        Assert.Contains("It waits for what is booked at", waits.Waits, StringComparison.Ordinal);
        Assert.Equal(new StagedVersion("9.1.0", order.Id), taken.Next);
        Assert.Equal(1, early);
        Assert.Equal(SignedUpdate.Content, await File.ReadAllTextAsync(program!, Stop));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(program!).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal([new OrderResult(order.Id)], memory.Reported.Where(result => result.Waits is null));
        Assert.False(File.Exists(Path.Combine(room.Folder.Versions, "..", "climbs")));
    }

    [Theory]
    [InlineData(null, false, null, "9.1.0 is offered no more. Lectern has no update for this machine.")]
    [InlineData(null, true, null, "not free for a day")]
    [InlineData("9.2.0", false, "9.2.0", null)]
    public async Task What_is_offered_or_ordered_no_more_once_the_machine_is_free_is_not_switched_to(string? offered, bool isOver, string? switched, string? problem)
    {
        var order = new Order(Guid.CreateVersion7(), OrderKind.Update);
        memory.Update = SignedUpdate.Make(key, "9.1.0");
        memory.Schedule = new Schedule("soon", [Room.Booking(20 * 60, 80 * 60)]);
        memory.Orders.Add(order);
        await room.StartAsync(installed: installed.Path);
        await Room.UntilAsync(() => memory.Reported.Any(result => result.Waits?.Contains("booked", StringComparison.Ordinal) is true));
        var staged = room.Get<Versions>().Pointer.Next;

        memory.Update = isOver ? memory.Update : offered is null ? null : SignedUpdate.Make(key, offered);
        memory.AreOrdersOver = isOver;
        memory.Schedule = new Schedule("free", []);
        await Room.UntilAsync(() => memory.Reported.Any(result => result.Waits is null) || room.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);

        var pointer = room.Get<Versions>().Pointer;
        Assert.Equal("9.1.0", staged!.Version);
        Assert.Equal((switched, null), (pointer.Version, pointer.Next));
        Assert.Equal(switched is not null, room.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        Assert.Contains(problem ?? "", memory.Reported.Last().Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_waits_until_the_machine_knows_what_is_booked_and_a_log_does_not()
    {
        memory.Update = SignedUpdate.Make(key, "9.1.0");
        memory.Schedule = new Schedule("soon", [Room.Booking(20 * 60, 80 * 60)]);
        Order[] orders = [new(Guid.CreateVersion7(), OrderKind.Update), new(Guid.CreateVersion7(), OrderKind.Logs)];
        memory.Orders.AddRange(orders);
        server.Before = context => context.Request.Path == CapturePaths.Schedule ? 503 : null;
        await room.StartAsync(installed: installed.Path);
        await Room.UntilAsync(() => room.Get<StatusSender>().HasTold && memory.Logs.ContainsKey(orders[1].Id) && server.Seen.Count(seen => seen == "GET /capture/orders") > 1);
        var before = server.Seen.Count(seen => seen.Contains(CapturePaths.Updates, StringComparison.Ordinal));

        server.Before = _ => null;
        await Room.UntilAsync(() => memory.Reported.Any(result => result.Id == orders[0].Id));

        Assert.Equal(0, before);
        Assert.Contains("It waits for what is booked at", memory.Reported.First(result => result.Id == orders[0].Id).Waits, StringComparison.Ordinal);
        Assert.False(room.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task What_is_not_signed_for_this_machine_whole_and_newer_is_not_taken()
    {
        using var foreign = SignedUpdate.NewKey();
        await room.StartAsync(installed: installed.Path);
        (byte[]? Update, string Why)[] cases =
        [
            (null, "no update for this machine"),
            ("<html>"u8.ToArray(), "is no update"),
            (SignedUpdate.Make(foreign, "9.1.0"), "not signed by the key"),
            (SignedUpdate.Make(key, "9.1.0", isBroken: true), "not what was signed"),
            (SignedUpdate.Make(key, "9.1.0", platform: "linux-riscv64"), "is for linux-riscv64"),
            (SignedUpdate.Make(key, "9.1.0", program: "other"), "holds no"),
            (SignedUpdate.Make(key, "9.1.0", signs: "another program"), "as it was signed"),
        ];

        foreach (var (update, why) in cases)
        {
            memory.Update = update;
            Assert.Contains(why, (await room.Get<UpdateTaker>().TakeAsync(Stop)).Problem, StringComparison.Ordinal);
        }

        foreach (var version in (string[])[AgentVersion.Text, "0.9.9"])
        {
            memory.Update = SignedUpdate.Make(key, version);
            Assert.Equal((null, null), await room.Get<UpdateTaker>().TakeAsync(Stop));
        }

        File.Delete(Path.Combine(installed.Path, "update-key.pem"));
        memory.Update = SignedUpdate.Make(key, "9.1.0");
        Assert.Contains("brought no key", (await room.Get<UpdateTaker>().TakeAsync(Stop)).Problem, StringComparison.Ordinal);
        Assert.False(Directory.Exists(room.Get<Versions>().PathOf("9.1.0")));
    }

    [Fact]
    public async Task A_version_that_Lectern_does_not_hear_of_goes_back_by_itself()
    {
        var order = Guid.CreateVersion7();
        new Versions(room.Folder).Change(_ => new VersionPointer { Version = "9.1.0", Order = order, Starts = 1 });
        server.Before = _ => 503;
        await room.StartAsync(installed: installed.Path);
        var care = room.Get<IEnumerable<IHostedService>>().OfType<VersionCare>().Single();

        await care.LookAsync(TimeSpan.FromMinutes(4), Stop);
        var before = room.Get<Versions>().Pointer.Version;
        await Room.UntilAsync(() => room.Recorder.View.IsIdle);
        await care.LookAsync(TimeSpan.FromMinutes(6), Stop);

        Assert.Equal(("9.1.0", null), (before, room.Get<Versions>().Pointer.Version));
        Assert.True(room.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await room.StopAsync();
        server.Before = _ => null;
        await room.StartAsync();
        await Room.UntilAsync(() => !memory.Reported.IsEmpty);
        Assert.Contains("within five minutes", memory.Reported.First().Problem, StringComparison.Ordinal);
        await Room.UntilAsync(() => memory.Status is not null);
        Assert.Equal("9.1.0", memory.Status!.FailedUpdate);
    }

    [Fact]
    public async Task A_restart_is_told_first_and_done_once()
    {
        var order = new Order(Guid.CreateVersion7(), OrderKind.Restart);
        memory.Orders.Add(order);
        await room.StartAsync();

        await Room.UntilAsync(() => room.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);

        Assert.Equal(new OrderResult(order.Id), memory.Reported.Last());
        await room.StopAsync();
        memory.Status = null;
        server.Seen.Clear();
        await room.StartAsync();
        // Whoever asks again has seen to the last answer.
        await Room.UntilAsync(() => memory.Status is not null && room.Recorder.View.IsIdle && server.Seen.Count(seen => seen == "GET /capture/orders") > 1);
        Assert.Equal(new OrderResult(order.Id), Assert.Single(memory.Reported, result => result.Waits is null));
        Assert.False(room.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }
}
