using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class MachineRunTests
{
    [Fact]
    public void A_machine_that_never_slept_runs_under_its_starts_name_however_far_two_clocks_are_read_apart()
    {
        var run = new MachineRun();

        Assert.All((double[])[0, 0.4, -0.2, 0.9], slept => Assert.Equal(Boot.Id, run.Look(slept)));
    }

    [Fact]
    public void Each_sleep_begins_another_run_whose_name_an_agent_that_starts_anew_finds_again()
    {
        var run = new MachineRun();

        string[] names = [run.Look(0), run.Look(60), run.Look(60.3), run.Look(3660)];

        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names[1], names[2]);
        Assert.Equal(names[3], new MachineRun().Look(3660.2));
        Assert.All(names, name => Assert.InRange(name.Length, 1, 64));
    }
}
