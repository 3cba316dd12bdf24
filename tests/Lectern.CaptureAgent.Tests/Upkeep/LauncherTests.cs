using Lectern.CaptureAgent.Tests.Support;
using Lectern.CaptureAgent.Upkeep;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Upkeep;

/// <summary>The real program, which puts another in its place.</summary>
public sealed class LauncherTests : IAsyncDisposable
{
    private readonly Room room = new();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task The_chosen_version_takes_the_process_over_and_one_that_can_not_run_leaves_it_to_the_package()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the service starts the chosen version.");
        var versions = new Versions(room.Folder);
        using var installed = new TempFolder();
        using var key = SignedUpdate.NewKey();
        var said = Path.Combine(room.Folder.Root, "said");
        AgentProcess.Copy(installed.Path);
        SignedUpdate.Install(key, installed.Path);
        SignedUpdate.Lay(key, versions.PathOf("9.1.0"), "9.1.0", $"#!/bin/sh\necho $$ \"$@\" >'{said}.new'; mv '{said}.new' '{said}'\n");
        versions.Change(_ => new VersionPointer { Version = "9.1.0", Order = Guid.CreateVersion7(), Starts = 0 });

        using var first = AgentProcess.StartIn(installed.Path, room.Folder);
        await Room.UntilAsync(() => File.Exists(said));
        var starts = versions.Pointer.Starts;
        SignedUpdate.Lay(key, versions.PathOf("9.1.0"), "9.1.0", "no program");
        using var second = AgentProcess.StartIn(installed.Path, room.Folder);
        await Room.UntilAsync(() => versions.Pointer.Version is null);

        Assert.Matches($"^{first.Id} run --data {room.Folder.Root} --port 0 --supervised --installed /\\S+", File.ReadAllText(said));
        Assert.Equal(1, starts);
        Assert.Contains("can't be run", versions.Pointer.Result!.Problem, StringComparison.Ordinal);
        Assert.False(second.HasExited);
        await second.KillAsync();
    }

    [Fact]
    public async Task An_end_that_systemd_asked_for_counts_against_no_version_and_a_kill_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the service knows who ended it.");
        var versions = new Versions(room.Folder);
        using var installed = new TempFolder();
        using var key = SignedUpdate.NewKey();
        AgentProcess.Copy(installed.Path);
        SignedUpdate.Install(key, installed.Path);
        SignedUpdate.Lay(key, versions.PathOf("9.1.0"), "9.1.0", $"#!/bin/sh\nexec '{installed.Path}/lectern-agent' \"$@\"\n");
        versions.Change(_ => new VersionPointer { Version = "9.1.0", Order = Guid.CreateVersion7() });
        room.Book(Room.Booking(0, 600));

        using var killed = AgentProcess.StartIn(installed.Path, room.Folder);
        await Room.UntilAsync(() => versions.Pointer.Recent is { Count: 1 });
        await killed.KillAsync();
        await AgentProcess.UntilNoEncoderAsync(room.Folder);
        var afterKill = versions.Pointer.Recent!.Count;
        using var stopped = AgentProcess.StartIn(installed.Path, room.Folder);
        await Room.UntilAsync(() => AgentProcess.EncodersOf(room.Folder).Count > 0);
        var counted = versions.Pointer.Recent!.Count;
        await stopped.StopAsync();

        Assert.Equal((1, 2, 1), (afterKill, counted, versions.Pointer.Recent!.Count));
    }
}
