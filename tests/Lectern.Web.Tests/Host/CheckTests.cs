using System.Diagnostics;
using Lectern.TestSupport;

namespace Lectern.Web.Tests.Host;

/// <summary>The command as an operator runs it.</summary>
public sealed class CheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_prints_all_faults_at_once()
    {
        using var folder = new TempFolder();

        var (exit, text) = await RunAsync(
            folder,
            ["check"],
            ("PublicUrl", "http://video.example.edu"),
            ("Uploads__LargestFile", "plenty"),
            ("Storage__ReserveBytes", "-1"),
            ("Pipelines__Transcodes", "100"),
            ("Database__Engine", "Oracle"));

        Assert.Equal(2, exit);
        Assert.All(
            ["PublicUrl has to begin with https", "Uploads:LargestFile", "ReserveBytes", "Transcodes", "Database:Engine"],
            fault => Assert.Contains(fault, text, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_asks_for_the_connection_that_an_engine_needs()
    {
        using var folder = new TempFolder();

        var (exit, text) = await RunAsync(folder, ["check"], ("PublicUrl", ""), ("Database__Engine", "PostgreSql"));

        Assert.Equal(2, exit);
        Assert.Contains("PublicUrl", text, StringComparison.Ordinal);
        Assert.Contains("Database:ConnectionString is missing; PostgreSql needs one.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_migrate_check_finds_nothing_and_an_invitation_is_printed_with_the_public_address()
    {
        using var folder = new TempFolder();
        var before = await RunAsync(folder, ["check"], ("PublicUrl", "https://video.example.edu"));
        var migrated = await RunAsync(folder, ["migrate"], ("PublicUrl", "https://video.example.edu"));
        var after = await RunAsync(folder, ["check"], ("PublicUrl", "https://video.example.edu"));

        var invited = await RunAsync(folder, ["platform", "invite", "--name", "Campus LMS"], ("PublicUrl", "https://video.example.edu"));

        Assert.Equal((2, 0, 0, 0), (before.Exit, migrated.Exit, after.Exit, invited.Exit));
        Assert.Contains("lectern migrate", before.Text, StringComparison.Ordinal);
        Assert.Matches("https://video\\.example\\.edu/lti/register\\?code=[\\w-]{43}", invited.Text);
    }

    private static async Task<(int Exit, string Text)> RunAsync(TempFolder folder, string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "lectern.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["LECTERN_Storage__DataFolder"] = folder.File("data");
        foreach (var (name, value) in settings)
        {
            start.Environment[$"LECTERN_{name}"] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output + await error);
    }
}
