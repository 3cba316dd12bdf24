using Lectern.TestSupport;

namespace Lectern.Web.Tests.Deploy;

/// <summary>systemd's own judgement of the units we ship.</summary>
public sealed class SystemdTests
{
    [Theory]
    [InlineData("lectern.service")]
    [InlineData("lectern-backup.service")]
    [InlineData("lectern-backup.timer")]
    public async Task Systemd_finds_nothing_wrong_with_a_unit(string unit)
    {
        var analyze = Analyze();
        using var folder = Units();

        var (exit, text) = await Shipped.RunAsync(analyze, "verify", "--man=no", "--recursive-errors=no", folder.File(unit));

        Assert.True(exit == 0, text);
        Assert.DoesNotContain(unit, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_unit_is_hardened()
    {
        var analyze = Analyze();
        using var folder = Units();

        // Ten is open, zero is shut; what .NET and the network need is about two.
        var (exit, text) = await Shipped.RunAsync(analyze, "security", "--offline=yes", "--threshold=25", "--no-pager", folder.File("lectern.service"));

        Assert.True(exit == 0, text);
    }

    private static string Analyze()
    {
        var program = Shipped.FindProgram("systemd-analyze");
        Assert.SkipWhen(program is null, "systemd is not installed: no systemd-analyze.");
        return program!;
    }

    // The program of the units is not installed here; another one that is stands in for it.
    private static TempFolder Units()
    {
        var folder = new TempFolder();
        foreach (var unit in (string[])["lectern.service", "lectern-backup.service", "lectern-backup.timer"])
        {
            File.WriteAllText(folder.File(unit), Shipped.Read($"systemd/{unit}").Replace("/opt/lectern/lectern", "/bin/true", StringComparison.Ordinal));
        }

        return folder;
    }
}
