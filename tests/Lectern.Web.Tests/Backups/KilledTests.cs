using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Lectern.Host.Backups;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Host;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Lectern.Web.Tests.Backups;

/// <summary>The commands as an operator runs them, killed without warning.</summary>
public sealed class KilledTests : IDisposable
{
    private const int MediaFiles = 150;
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("LECTERN_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 3;

    private string Backups => _folder.File("backups");

    [Theory, MemberData(nameof(BackupTests.Engines), MemberType = typeof(BackupTests))]
    public async Task A_restore_goes_on_where_it_was_killed_and_ends_as_if_it_had_not_been(DatabaseEngine engine)
    {
        await using var from = await TestDatabase.CreateEmptyAsync(engine, Stop);
        await using var to = await TestDatabase.CreateEmptyAsync(engine, Stop);
        var (here, there) = (Settings(from, "data"), Settings(to, "restored"));
        var invitation = await MakeInstallationAsync(here);
        await SucceedAsync(["backup", Backups], here);

        // First in the moment in which it begins to change things, then further and further on.
        var begun = await KillAsync(["restore", Backups], there, TimeSpan.FromMinutes(1), until: _folder.File("restored/restoring"));
        Assert.True(File.Exists(_folder.File("restored/restoring")));
        for (var kill = 1; kill < Kills && File.Exists(_folder.File("restored/restoring")); kill++)
        {
            await KillAsync(["restore", Backups], there, begun + (kill * TimeSpan.FromMilliseconds(100)));
        }

        if (File.Exists(_folder.File("restored/restoring")))
        {
            await SucceedAsync(["restore", Backups], there);
        }

        await SucceedAsync(["check"], there);
        Assert.Equal(Tree(_folder.File("data/media")), Tree(_folder.File("restored/media")));
        Assert.Equal(await File.ReadAllTextAsync(_folder.File("data.key"), Stop), await File.ReadAllTextAsync(_folder.File("restored.key"), Stop));
        Assert.Contains("Practice LMS", invitation, StringComparison.Ordinal);
        Assert.Equal(invitation, await InvitationsAsync(to));
        Assert.False(File.Exists(_folder.File("restored/restoring")));
    }

    [Fact]
    public async Task A_backup_that_was_killed_is_no_backup_and_leaves_the_earlier_ones_whole()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite, Stop);
        var settings = Settings(database, "data");
        await MakeInstallationAsync(settings);
        var whole = Stopwatch.StartNew();
        await SucceedAsync(["backup", Backups], settings);
        var about = whole.Elapsed;

        for (var kill = 0; kill < Kills; kill++)
        {
            // Of another place each time, so that everything is copied and nothing linked.
            Touch(_folder.File("data/media"));
            await KillAsync(["backup", Backups], settings, about * (0.3 + (0.7 * kill / Kills)));
            foreach (var set in BackupSets.In(Backups))
            {
                await SucceedAsync(["restore", set, "--check"], settings);
            }
        }

        await SucceedAsync(["backup", Backups, "--keep", "1"], settings);
        Assert.Single(Directory.EnumerateDirectories(Backups));
    }

    [Fact]
    public async Task Without_the_programs_of_PostgreSql_nothing_is_changed_and_it_is_said_what_to_install()
    {
        Assert.SkipUnless(TestDatabase.WhyNotHere(DatabaseEngine.PostgreSql) is null, "PostgreSQL is not installed.");
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.PostgreSql, Stop);
        var settings = Settings(database, "data");
        await MakeInstallationAsync(settings);
        Directory.CreateDirectory(_folder.File("bin"));
        foreach (var program in (string[])["setpriv", "prlimit", "dotnet"])
        {
            File.CreateSymbolicLink(_folder.File($"bin/{program}"), FindOnPath(program));
        }

        var start = LecternProcess.Command(_folder, ["backup", Backups], settings);
        start.Environment["PATH"] = _folder.File("bin");
        var (exit, text) = await LecternProcess.RunAsync(start);

        Assert.Equal(2, exit);
        Assert.Contains("pg_dump is not on this machine's PATH.", text, StringComparison.Ordinal);
        Assert.Contains("BAK-010", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Empty(BackupSets.In(Backups));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private (string, string)[] Settings(TestDatabase database, string folder) =>
    [
        ("PublicUrl", "https://video.example.edu"),
        ("Storage__DataFolder", _folder.File(folder)),
        ("Database__Engine", database.Engine.ToString()),
        ("Database__ConnectionString", database.ConnectionString),
    ];

    private async Task<string> MakeInstallationAsync((string, string)[] settings)
    {
        await SucceedAsync(["platform", "invite", "--name", "Practice LMS"], settings);
        await SucceedAsync(["keys", "rotate", "Ticket"], settings);
        for (var n = 0; n < MediaFiles; n++)
        {
            var file = _folder.File($"data/media/videos/{n % 10}/v{n}/segment.m4s");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(200_000), Stop);
        }

        return "Practice LMS";
    }

    private async Task SucceedAsync(string[] arguments, (string, string)[] settings)
    {
        var (exit, text) = await LecternProcess.RunAsync(_folder, arguments, settings);
        for (var tries = 0; tries < 10 && text.Contains("BAK-009", StringComparison.Ordinal); tries++)
        {
            // The database server has not noticed yet that whom it served was killed.
            (exit, text) = await LecternProcess.RunAsync(_folder, arguments, settings);
        }

        Assert.True(exit == 0, text);
    }

    /// <returns>How long it lived.</returns>
    private async Task<TimeSpan> KillAsync(string[] arguments, (string, string)[] settings, TimeSpan after, string? until = null)
    {
        var life = Stopwatch.StartNew();
        using var process = Process.Start(LecternProcess.Command(_folder, arguments, settings))!;
        _ = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        while (!process.HasExited && life.Elapsed < after && !(until is not null && File.Exists(until)))
        {
            await Task.Delay(5, Stop);
        }

        process.Kill();
        await process.WaitForExitAsync(Stop);
        return life.Elapsed;
    }

    private static Dictionary<string, string> Tree(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileName(file).StartsWith(".tmp-", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private static void Touch(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(1));
        }
    }

    private static async Task<string> InvitationsAsync(TestDatabase database)
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        await using var rows = database.CreateContext();
        return string.Join(", ", rows.Invitations.Select(i => i.PlatformName));
    }

    private static string FindOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists);
}
