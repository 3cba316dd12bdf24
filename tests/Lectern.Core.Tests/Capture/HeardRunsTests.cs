using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;

namespace Lectern.Core.Tests.Capture;

/// <summary>What follows from which runs of an agent were heard. Runs are letters here.</summary>
public sealed class HeardRunsTests
{
    private static readonly DateTimeOffset s_start = new(2026, 10, 20, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<char, Guid> s_runs = "abcdefgh".ToDictionary(letter => letter, _ => Guid.CreateVersion7());

    private DateTimeOffset now = s_start;
    private HeardRuns? heard;

    [Fact]
    public void An_agent_that_is_started_again_and_finds_what_it_wrote_is_well()
    {
        Tell("a", "");
        Tell("b", "a");
        Tell("c", "b", boot: "2");
        Pass(minutes: 5);

        Assert.False(heard!.AreOfTwo(now) || heard.DiskForgets(now));
    }

    [Fact]
    public void Runs_that_the_tool_never_heard_of_are_no_sign()
    {
        Tell("a", "");
        Tell("d", "abc", boot: "2");
        Pass(minutes: 5);

        Assert.False(heard!.DiskForgets(now));
    }

    [Fact]
    public void Two_that_speak_in_turn_are_two_machines_until_one_of_them_is_silent_for_ten_minutes()
    {
        Tell("a", "");
        Tell("b", "");
        Assert.False(heard!.AreOfTwo(now));
        Tell("a", null);
        // This one may have been long on its way.
        Assert.False(heard.AreOfTwo(now));
        Tell("b", null);

        Assert.True(heard.AreOfTwo(now));
        Assert.False(heard.DiskForgets(now));
        Pass(minutes: 9);
        Tell("b", null);
        Assert.True(heard.AreOfTwo(now));
        Pass(minutes: 2);
        Tell("b", null);
        Assert.False(heard.AreOfTwo(now) || heard.DiskForgets(now));
    }

    [Fact]
    public void As_many_as_a_whole_building_of_one_image_are_found_too()
    {
        for (var turn = 0; turn < 2; turn++)
        {
            foreach (var run in "abcdefgh")
            {
                Tell($"{run}", turn == 0 ? "" : null);
            }
        }

        Assert.True(heard!.AreOfTwo(now));
    }

    [Fact]
    public void A_request_that_was_long_on_its_way_is_no_second_machine()
    {
        Tell("a", "");
        Tell("b", "a");
        Tell("a", null);
        Tell("b", null, afterSeconds: 11 * 60);

        Assert.False(heard!.AreOfTwo(now));
    }

    [Fact]
    public void A_disk_that_knows_nothing_of_the_run_before_forgets_and_that_is_told_after_a_minute_alone()
    {
        Tell("a", "");
        Tell("b", "a", boot: "2");
        Tell("c", "a", boot: "3");
        Assert.False(heard!.DiskForgets(now));
        Pass(minutes: 1);

        Assert.True(heard.DiskForgets(now));
        Assert.False(heard.AreOfTwo(now));
    }

    [Fact]
    public void A_disk_that_forgets_seems_to_remember_until_the_machine_is_switched_off()
    {
        Tell("a", "");
        Tell("b", "", boot: "2");
        Tell("c", "b", boot: "2");
        Pass(minutes: 2);
        Assert.True(heard!.DiskForgets(now));

        Tell("d", "c", boot: "3");
        Pass(minutes: 2);

        Assert.False(heard.DiskForgets(now));
    }

    [Fact]
    public void An_agent_that_tells_of_no_run_is_judged_by_none()
    {
        Assert.Null(HeardRuns.After(null, Status(null, null, "1"), now));
        Tell("a", "");
        Assert.Same(heard, HeardRuns.After(heard, Status(null, null, "1"), now));
    }

    [Fact]
    public void However_many_runs_there_were_what_is_kept_stays_small()
    {
        for (var run = 0; run < 200; run++)
        {
            heard = HeardRuns.After(heard, Status(Guid.CreateVersion7(), [heard?.Run ?? Guid.Empty], new string('b', 1000)), now);
        }

        Assert.InRange(HeardRuns.Write(heard!).Length, 1000, Device.LongestRuns);
        Assert.Equivalent(heard, HeardRuns.Read(HeardRuns.Write(heard!)), strict: true);
        Assert.Null(HeardRuns.Read("nonsense"));
        Assert.Null(heard!.Boot);
    }

    private void Pass(double minutes) => now += TimeSpan.FromMinutes(minutes);

    // Each tells every 15 s.
    private void Tell(string run, string? earlier, string boot = "1", double afterSeconds = 7)
    {
        now = now.AddSeconds(afterSeconds);
        heard = HeardRuns.After(heard, Status(s_runs[run[0]], earlier is null ? null : [.. earlier.Select(letter => s_runs[letter])], boot), now);
    }

    private AgentStatus Status(Guid? run, IReadOnlyList<Guid>? earlier, string boot) =>
        new() { At = now, Agent = "1", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0, Run = run, EarlierRuns = earlier, Boot = boot };
}
