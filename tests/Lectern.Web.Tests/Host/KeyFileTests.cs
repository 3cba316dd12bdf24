using System.Net;
using Lectern.Core;
using Lectern.Core.Governance;
using Lectern.TestSupport;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Host;

public sealed class KeyFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_operator_stays_signed_in_over_a_restart_and_the_ring_is_nowhere_but_sealed_in_the_database()
    {
        await using var app = await LecternApp.StartAsync();
        using var browser = app.NewBrowser();
        var code = await app.Get<IssueAdminLink>().RunAsync(Stop);
        using var signedIn = await Form.SendAsync(browser, $"/admin/sign-in?code={code}", "/admin/sign-in", ("code", code));

        await app.RestartAsync();

        using var page = await browser.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(app.DataFolder, "*.xml", SearchOption.AllDirectories));
        await using var rows = app.Rows();
        var ring = await rows.ProtectionKeys.Select(key => key.Xml).ToListAsync(Stop);
        Assert.NotEmpty(ring);
        Assert.All(ring, xml =>
        {
            Assert.Contains("sealed1.", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_server_whose_key_file_is_gone_does_not_start_and_says_so()
    {
        await using var app = await LecternApp.StartAsync();
        await using var before = app.Rows();
        var file = Path.Combine(app.DataFolder, "lectern.key");
        using var browser = app.NewBrowser();
        await browser.ArriveAsync(app.Teacher());
        File.Move(file, file + ".away");

        var fault = await Assert.ThrowsAsync<OperatorException>(app.RestartAsync);

        Assert.Equal("KEY-001", fault.Code);
        File.Move(file + ".away", file);
        await app.RestartAsync();
        await browser.ArriveAsync(app.Teacher());
    }

    [Fact]
    public async Task The_commands_and_serve_print_the_sentence_and_the_code_without_a_trace()
    {
        using var folder = new TempFolder();
        (string, string)[] settings = [("PublicUrl", "https://video.example.edu"), ("Database__MigrateOnStart", "false")];
        await LecternProcess.RunAsync(folder, ["keys", "rotate", "Ticket"], settings);
        File.Delete(folder.File("data.key"));

        foreach (var command in (string[][])[["check"], ["serve"], ["keys", "rotate", "Ticket"]])
        {
            var (exit, text) = await LecternProcess.RunAsync(folder, command, settings);

            Assert.Equal(2, exit);
            Assert.Contains("is missing, and the keys in the database can't be read without it.", text, StringComparison.Ordinal);
            Assert.Contains("KEY-001", text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_may_not_migrate_says_that_its_database_is_older()
    {
        using var folder = new TempFolder();

        var (exit, text) = await LecternProcess.RunAsync(folder, ["serve"], ("PublicUrl", "https://video.example.edu"), ("Database__MigrateOnStart", "false"));

        Assert.Equal(2, exit);
        Assert.Contains("lectern migrate", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}
