using System.Security.Cryptography;
using System.Text.Json;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.CaptureAgent.Upkeep;
using Lectern.Contracts.Devices;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Upkeep;

public sealed class VersionChoiceTests : IDisposable
{
    private static readonly Guid s_order = Guid.CreateVersion7();
    private static readonly VersionPointer s_new = new() { Version = "1.2.0", Before = "1.1.0", Order = s_order, Starts = 0 };
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly TempFolder temporary = new();
    private readonly TempFolder installed = new();
    private readonly ECDsa key = SignedUpdate.NewKey();
    private readonly AgentFolder folder;

    public VersionChoiceTests()
    {
        folder = new AgentFolder(temporary.Path);
        SignedUpdate.Install(key, installed.Path);
    }

    public void Dispose()
    {
        key.Dispose();
        installed.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public void Three_starts_that_Lectern_did_not_hear_of_lead_back_to_the_version_before_and_say_why()
    {
        var (pointer, started) = (s_new, new List<string?>());

        for (var start = 0; start < 4; start++)
        {
            (pointer, var version) = VersionChoice.Of(pointer, "1.0.0", _ => true, s_now);
            started.Add(version);
        }

        Assert.Equal(["1.2.0", "1.2.0", "1.2.0", "1.1.0"], started);
        Assert.Equal(s_order, pointer.Result!.Id);
        Assert.Contains("1.2.0 was started and did not come to work", pointer.Result.Problem, StringComparison.Ordinal);
        Assert.Equal("1.1.0", VersionChoice.Of(pointer, "1.0.0", _ => true, s_now).Version);
    }

    [Fact]
    public void One_that_came_to_work_is_started_however_often_unless_it_ends_again_and_again()
    {
        var accepted = VersionChoice.Of(s_new, "1.0.0", _ => true, s_now).Pointer.Accepted();

        var (seldom, often) = (Start(accepted, TimeSpan.FromMinutes(3)), Start(accepted, TimeSpan.FromSeconds(1)));

        Assert.Equal(new OrderResult(s_order), accepted.Result);
        Assert.Equal(Enumerable.Repeat("1.2.0", 9), seldom.Started);
        Assert.Equal(["1.2.0", "1.2.0", "1.2.0", "1.2.0", "1.2.0", "1.1.0", "1.1.0", "1.1.0", "1.1.0"], often.Started);
        Assert.Contains("five times within ten minutes", often.Pointer.Result!.Problem, StringComparison.Ordinal);
        Assert.Equal(("1.2.0", null), (often.Pointer.Failed, (often.Pointer with { Starts = 1 }).Accepted().Failed));
    }

    [Fact]
    public void Starts_that_ended_by_no_fault_of_the_version_lead_nowhere()
    {
        var accepted = s_new.Accepted();

        var (tried, used) = (Start(s_new, TimeSpan.FromSeconds(1), pointer => pointer.Forgiven(1)), Start(accepted, TimeSpan.FromSeconds(1), pointer => pointer.Forgiven(1)));

        Assert.All(tried.Started.Concat(used.Started), version => Assert.Equal("1.2.0", version));
        Assert.Equal((0, 0), (tried.Pointer.Starts, used.Pointer.Recent!.Count));
        Assert.Equal(VersionPointer.None, VersionPointer.None.Forgiven(1));
    }

    [Fact]
    public void Nothing_runs_but_what_was_signed_wherever_the_pointer_leads()
    {
        using var foreign = SignedUpdate.NewKey();
        Lay("1.2.0");
        var honest = Point("1.2.0");
        File.AppendAllText(Path.Combine(folder.Versions, "1.2.0", AgentPlatform.Program), "more");
        var changed = Point("1.2.0");
        Lay("1.3.0");
        File.WriteAllText(Path.Combine(folder.Versions, "1.3.0", "libc.so"), "");
        var besides = Point("1.3.0");
        SignedUpdate.Lay(foreign, Path.Combine(folder.Versions, "1.4.0"), "1.4.0");
        var signedByAnother = Point("1.4.0");
        Lay("1.5.0");
        Directory.Move(Path.Combine(folder.Versions, "1.5.0"), Path.Combine(folder.Versions, "9.9.9"));
        var renamed = Point("9.9.9");
        Directory.CreateDirectory(Path.Combine(folder.Versions, "9.9"));
        SignedUpdate.Lay(key, Path.Combine(folder.Root, "x"), "1.6.0");
        var climbs = Point("9.9/../../x");

        Assert.NotNull(honest);
        Assert.Equal([null, null, null, null, null], [changed, besides, signedByAnother, renamed, climbs]);
    }

    [Theory]
    [InlineData("1.2.0")]
    [InlineData("1.10.0")]
    [InlineData("2.0.0-beta")]
    public void A_package_that_is_as_new_wins(string installed)
    {
        var (pointer, version) = VersionChoice.Of(s_new, installed, _ => true, s_now);

        Assert.Equal((null, null, new OrderResult(s_order)), (version, pointer.Version, pointer.Result));
    }

    [Fact]
    public void What_is_not_there_is_not_started_and_the_packages_own_program_is_the_last_resort()
    {
        var (before, version) = VersionChoice.Of(s_new, "1.0.0", one => one == "1.1.0", s_now);
        var (none, own) = VersionChoice.Of(s_new, "1.0.0", _ => false, s_now);

        Assert.Equal(("1.1.0", "1.1.0"), (version, before.Version));
        Assert.Equal((null, null), (own, none.Version));
    }

    // Where a kill may fall: before the folder has its name, before the pointer, before the switch, before the start.
    [Theory]
    [InlineData("", null)]
    [InlineData("1.2.0/lectern-agent", null)]
    [InlineData("1.2.0/lectern-agent", """{"next":{"version":"1.2.0","order":"0199aa00-0000-7000-8000-000000000000"}}""")]
    [InlineData("", """{"version":"1.2.0","starts":0,"order":"0199aa00-0000-7000-8000-000000000000"}""")]
    [InlineData("1.1.0/lectern-agent", """{"version":"1.2.0","before":"1.1.0","starts":0,"order":"0199aa00-0000-7000-8000-000000000000"}""", "1.1.0")]
    [InlineData("1.2.0/lectern-agent", """{"version":"1.2.0","starts":0,"order":"0199aa00-0000-7000-8000-000000000000"}""", "1.2.0")]
    [InlineData("1.2.0/lectern-agent", """{"version":"1.2""")]
    [InlineData("1.2.0/lectern-agent", "")]
    public void A_start_finds_a_program_wherever_the_last_run_was_killed(string file, string? current, string? starts = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The names are Linux's.");
        Directory.CreateDirectory(Path.Combine(folder.Versions, ".new", "tree"));
        File.WriteAllText(folder.CurrentVersion + ".new", "half");
        if (file.Length > 0)
        {
            Lay(Path.GetDirectoryName(file)!);
        }

        if (current is not null)
        {
            File.WriteAllText(folder.CurrentVersion, current);
        }

        var program = Choose();

        Assert.Equal(starts is null ? null : Path.Combine(folder.Versions, starts, "lectern-agent"), program);
        Assert.True(program is null || File.Exists(program));
        Assert.False(Directory.Exists(Path.Combine(folder.Versions, ".new")));
    }

    [Fact]
    public void The_version_before_is_kept_and_older_ones_go()
    {
        foreach (var version in (string[])["1.0.1", "1.1.0", "1.2.0"])
        {
            Lay(version);
        }

        DurableFile.Replace(folder.CurrentVersion, JsonSerializer.SerializeToUtf8Bytes(s_new, AgentJson.Default.VersionPointer));

        Choose();

        Assert.Equal(["1.1.0", "1.2.0"], Directory.GetDirectories(folder.Versions).Select(Path.GetFileName).Order());
    }

    private void Lay(string version) => SignedUpdate.Lay(key, Path.Combine(folder.Versions, version), version);

    private string? Choose() => Launcher.Choose(new Versions(folder), new UpdateKey(new AgentOptions(folder.Root) { Installed = installed.Path }), TimeProvider.System);

    private string? Point(string version)
    {
        new Versions(folder).Change(_ => new VersionPointer { Version = version, Starts = 0 });
        return Choose();
    }

    private static (VersionPointer Pointer, List<string?> Started) Start(VersionPointer pointer, TimeSpan every, Func<VersionPointer, VersionPointer>? end = null)
    {
        var started = new List<string?>();
        for (var start = 0; start < 9; start++)
        {
            (pointer, var version) = VersionChoice.Of(pointer, "1.0.0", _ => true, s_now + (start * every));
            started.Add(version);
            pointer = end?.Invoke(pointer) ?? pointer;
        }

        return (pointer, started);
    }
}
