using Lectern.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Tests.Host;

/// <summary>The command as an operator runs it.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task Check_prints_all_faults_at_once()
    {
        using var folder = new TempFolder();

        var (exit, text) = await LecternProcess.RunAsync(
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

    [Theory]
    [InlineData("", "CFG-001", "Set LECTERN_PublicUrl")]
    [InlineData("   ", "CFG-001", "Set LECTERN_PublicUrl")]
    [InlineData("video.example.edu", "CFG-002", "without a path")]
    [InlineData("ftp://video.example.edu", "CFG-002", "without a path")]
    [InlineData("https://video.example.edu/lectern", "CFG-002", "without a path")]
    [InlineData("https://video.example.edu/?a=b", "CFG-002", "without a path")]
    [InlineData("https://me@video.example.edu", "CFG-002", "without a path")]
    [InlineData("http://video.example.edu", "CFG-003", "begin with https")]
    [InlineData("http://192.168.1.10:8400", "CFG-003", "begin with https")]
    [InlineData("http://localhost.example.edu", "CFG-003", "begin with https")]
    public void An_address_that_browsers_will_not_sign_in_at_is_refused(string address, string code, string sentence)
    {
        using var services = Services(address);

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<WebOptions>>().Value);

        var fault = Assert.Single(refused.Failures);
        Assert.Contains(sentence, fault, StringComparison.Ordinal);
        Assert.EndsWith($". {code}", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://video.example.edu")]
    [InlineData("https://video.example.edu:8443/")]
    [InlineData("http://127.0.0.1:8400")]
    [InlineData("http://localhost:8400")]
    [InlineData("http://[::1]:8400")]
    public void Https_and_the_machine_itself_are_taken(string address)
    {
        using var services = Services(address);

        Assert.Equal(address, services.GetRequiredService<IOptions<WebOptions>>().Value.PublicUrl);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("serve")]
    public async Task Without_an_address_nothing_starts(string command)
    {
        using var folder = new TempFolder();

        var (exit, text) = await LecternProcess.RunAsync(folder, [command]);

        Assert.Equal(2, exit);
        Assert.Contains("Set LECTERN_PublicUrl", text, StringComparison.Ordinal);
        Assert.Contains("CFG-001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_asks_for_the_connection_that_an_engine_needs()
    {
        using var folder = new TempFolder();

        var (exit, text) = await LecternProcess.RunAsync(folder, ["check"], ("PublicUrl", ""), ("Database__Engine", "PostgreSql"));

        Assert.Equal(2, exit);
        Assert.Contains("PublicUrl", text, StringComparison.Ordinal);
        Assert.Contains("Database:ConnectionString is missing; PostgreSql needs one.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_migrate_check_finds_nothing_and_an_invitation_is_printed_with_the_public_address()
    {
        using var folder = new TempFolder();
        var before = await LecternProcess.RunAsync(folder, ["check"], ("PublicUrl", "https://video.example.edu"));
        var migrated = await LecternProcess.RunAsync(folder, ["migrate"], ("PublicUrl", "https://video.example.edu"));
        var after = await LecternProcess.RunAsync(folder, ["check"], ("PublicUrl", "https://video.example.edu"));

        var invited = await LecternProcess.RunAsync(folder, ["platform", "invite", "--name", "Campus LMS"], ("PublicUrl", "https://video.example.edu"));

        Assert.Equal((2, 0, 0, 0), (before.Exit, migrated.Exit, after.Exit, invited.Exit));
        Assert.Contains("lectern migrate", before.Text, StringComparison.Ordinal);
        Assert.Matches("https://video\\.example\\.edu/lti/register\\?code=[\\w-]{43}", invited.Text);
    }

    private static ServiceProvider Services(string address) => new ServiceCollection()
        .AddLecternWebOptions(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("PublicUrl", address)]).Build())
        .BuildServiceProvider();
}
