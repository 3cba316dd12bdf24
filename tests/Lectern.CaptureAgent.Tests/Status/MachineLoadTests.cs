using Lectern.CaptureAgent.Status;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Status;

public sealed class MachineLoadTests
{
    [Fact]
    public void What_is_busy_is_all_but_idling_and_waiting_for_disks()
    {
        var before = ProcessorTimes.Parse("cpu  100 10 50 800 40 0 0 0 0 0");
        var after = ProcessorTimes.Parse("cpu  150 20 80 880 60 5 3 2 7 0");

        Assert.Equal(new ProcessorTimes(160, 1000), before);
        Assert.Equal(0.5, after!.Since(before!));
        Assert.Null(before!.Since(before));
        Assert.Null(ProcessorTimes.Parse("intr 1 2 3 4 5 6 7 8 9"));
        Assert.Null(ProcessorTimes.Parse("cpu  1 2"));
    }

    [Fact]
    public async Task A_machine_tells_how_busy_it_is_and_works_more_when_somebody_works()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ticks are read from /proc.");
        var load = new MachineLoad();
        using var done = new CancellationTokenSource();
        var work = Task.Run(() => { while (!done.IsCancellationRequested) { } }, TestContext.Current.CancellationToken);

        double? busy = null;
        await Support.Room.UntilAsync(() => (busy = load.Busy()) > 0);

        await done.CancelAsync();
        await work;
        Assert.InRange(busy!.Value, 0.001, 1);
    }

    [Fact]
    public void The_warmest_sensor_counts_and_one_that_is_broken_does_not()
    {
        using var zones = new TempFolder();
        foreach (var (zone, told) in new[] { ("thermal_zone0", "45200"), ("thermal_zone1", "61500\n"), ("thermal_zone2", "-274000"), ("thermal_zone3", "no"), ("cooling_device0", "99000") })
        {
            Directory.CreateDirectory(zones.File(zone));
            File.WriteAllText(Path.Combine(zones.File(zone), "temp"), told);
        }

        Assert.Equal(61.5, MachineLoad.Celsius(zones.Path));
        Assert.Null(MachineLoad.Celsius(zones.File("none")));
    }
}
