using Lectern.Core;
using Lectern.Host.Backups;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Host;
using Lectern.Web.Tests.Playback;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Web.Tests.Backups;

/// <summary>When a restore does nothing, and says why.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Backups => _folder.File("backups");

    public static TheoryData<string> Damages => ["changed", "longer", "missing", "key", "database"];

    [Theory, MemberData(nameof(Damages))]
    public async Task A_damaged_backup_changes_nothing(string damage)
    {
        await using var app = await StartAsync();
        var set = await app.Get<MakeBackup>().RunAsync(Backups, null, Stop);
        var file = Directory.EnumerateFiles(Path.Combine(set, damage switch { "key" => "key", "database" => "database", _ => "media" }), "*", SearchOption.AllDirectories).First();
        await DamageAsync(file, damage);
        var before = await RowsOfAuditAsync(app);

        var fault = await RefusedAsync(app, replace: true);

        Assert.Equal("BAK-005", fault.Code);
        Assert.Contains(Path.GetFileName(file), fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await RowsOfAuditAsync(app));
    }

    [Theory, MemberData(nameof(BackupTests.Engines), MemberType = typeof(BackupTests))]
    public async Task What_is_here_is_replaced_only_when_that_is_said(DatabaseEngine engine)
    {
        await using var app = await StartAsync(engine);
        await app.Get<MakeBackup>().RunAsync(Backups, null, Stop);

        var fault = await RefusedAsync(app, replace: false);

        Assert.Equal("BAK-008", fault.Code);
        Assert.Contains("database", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_pulled_from_under_a_running_server()
    {
        await using var app = await StartAsync();
        await app.Get<MakeBackup>().RunAsync(Backups, null, Stop);
        using var running = RunningMark.Set(app.DataFolder);

        var fault = await RefusedAsync(app, replace: true);

        Assert.Equal("BAK-009", fault.Code);
        using var another = RunningMark.Set(app.DataFolder);
    }

    [Fact]
    public async Task On_PostgreSql_servers_of_other_machines_are_seen()
    {
        Assert.SkipUnless(TestDatabase.WhyNotHere(DatabaseEngine.PostgreSql) is null, "PostgreSQL is not installed.");
        await using var app = await StartAsync(DatabaseEngine.PostgreSql);
        await app.Get<MakeBackup>().RunAsync(Backups, null, Stop);

        var fault = await app.WhileStoppedAsync(async services =>
        {
            await using var elsewhere = app.Rows();
            await elsewhere.Database.OpenConnectionAsync(Stop);
            return await Assert.ThrowsAsync<OperatorException>(() => services.GetRequiredService<RestoreBackup>().RunAsync(Backups, true, false, Stop));
        });

        Assert.Equal("BAK-009", fault.Code);
    }

    [Fact]
    public async Task A_backup_of_another_engine_or_of_a_newer_version_is_refused()
    {
        await using var app = await StartAsync();
        var manifest = Path.Combine(await app.Get<MakeBackup>().RunAsync(Backups, null, Stop), BackupManifest.FileName);
        var text = await File.ReadAllTextAsync(manifest, Stop);

        await File.WriteAllTextAsync(manifest, text.Replace("\"Sqlite\"", "\"PostgreSql\"", StringComparison.Ordinal), Stop);
        var engine = await RefusedAsync(app, replace: true);
        var migration = (await BackupManifest.TryReadAsync(Path.GetDirectoryName(manifest)!, Stop))!.Migration;
        await File.WriteAllTextAsync(manifest, text.Replace(migration, "29991231235959_Future", StringComparison.Ordinal), Stop);
        var newer = await RefusedAsync(app, replace: true);

        Assert.Equal(("BAK-006", "BAK-007"), (engine.Code, newer.Code));
    }

    [Fact]
    public async Task A_manifest_that_names_files_outside_of_its_backup_is_refused()
    {
        await using var app = await StartAsync();
        var manifest = Path.Combine(await app.Get<MakeBackup>().RunAsync(Backups, null, Stop), BackupManifest.FileName);
        var text = await File.ReadAllTextAsync(manifest, Stop);
        await File.WriteAllTextAsync(manifest, text.Replace("\"media/videos", "\"media/../../../videos", StringComparison.Ordinal), Stop);

        Assert.Equal("BAK-005", (await RefusedAsync(app, replace: true)).Code);
    }

    [Fact]
    public async Task A_folder_without_a_whole_backup_is_refused()
    {
        await using var app = await StartAsync();
        Directory.CreateDirectory(Path.Combine(Backups, "20261125T000000.000Z"));

        Assert.Equal("BAK-004", (await RefusedAsync(app, replace: true)).Code);
    }

    [Fact]
    public async Task No_server_starts_on_a_restore_that_was_interrupted()
    {
        await using var app = await StartAsync();
        RestoreMark.Set(app.DataFolder, "/backups/one");

        var fault = await Assert.ThrowsAsync<OperatorException>(app.RestartAsync);

        Assert.Equal("BAK-012", fault.Code);
        Assert.Contains("lectern restore /backups/one", fault.Message, StringComparison.Ordinal);
        RestoreMark.Clear(app.DataFolder);
        await app.RestartAsync();
    }

    [Fact]
    public async Task A_server_that_starts_while_a_restore_is_under_way_makes_no_tables_and_no_key()
    {
        var data = _folder.File("data");
        using var restoring = RunningMark.TryTake(data);

        var (exit, text) = await LecternProcess.RunAsync(_folder, ["serve"], ("PublicUrl", "http://127.0.0.1"), ("Urls", "http://127.0.0.1:0"));

        Assert.Equal(2, exit);
        Assert.Contains("BAK-014", text, StringComparison.Ordinal);
        Assert.Equal(["running"], Directory.EnumerateFileSystemEntries(data).Select(Path.GetFileName));
        Assert.False(File.Exists(data + ".key"));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<LecternApp> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var app = await LecternApp.StartAsync(engine);
        await Film.MakeAsync(app, 60);
        return app;
    }

    private static async Task DamageAsync(string file, string damage)
    {
        if (damage == "missing")
        {
            File.Delete(file);
        }
        else if (damage == "longer")
        {
            await File.AppendAllTextAsync(file, "x", Stop);
        }
        else
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, bytes, Stop);
        }
    }

    private Task<OperatorException> RefusedAsync(LecternApp app, bool replace) => app.WhileStoppedAsync(services =>
        Assert.ThrowsAsync<OperatorException>(() => services.GetRequiredService<RestoreBackup>().RunAsync(Backups, replace, false, Stop)));

    private static async Task<int> RowsOfAuditAsync(LecternApp app)
    {
        await using var rows = app.Rows();
        return await rows.Audit.CountAsync(Stop);
    }
}
