using System.Net;
using Lectern.Core;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Host.Backups;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Playback;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Web.Tests.Backups;

/// <summary>A whole installation goes into a backup while it runs, and comes back from it.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The engines that Lectern backs up by itself.</summary>
    public static IEnumerable<TheoryDataRow<DatabaseEngine>> Engines =>
        ((DatabaseEngine[])[DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql]).Select(engine => new TheoryDataRow<DatabaseEngine>(engine) { Skip = TestDatabase.WhyNotHere(engine) });

    [Theory, MemberData(nameof(Engines))]
    public async Task A_restored_server_plays_old_links_and_addresses_and_nobody_is_signed_in(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        var film = await Film.MakeAsync(app, 60);
        var link = $"{app.LaunchAddress}?t={await TicketAsync(film)}";
        var revoked = await app.NewBrowser().LaunchAsync(film.Visit);
        using var ended = await revoked.PostAsync("/api/session/end");
        var invitation = await app.Get<IssueInvitation>().RunAsync("Not used yet", Actors.Console, Stop);

        await app.Get<MakeBackup>().RunAsync(_folder.File("backups"), null, Stop);
        await SpoilAsync(film);
        var set = await app.WhileStoppedAsync(services => services.GetRequiredService<RestoreBackup>().RunAsync(_folder.File("backups"), true, false, Stop));

        var learner = await app.NewBrowser().LaunchAsync(film.Visit.AsLearner() with { Target = link });
        using var opened = await learner.GetAsync();
        Assert.EndsWith(film.Video.ToString(), opened.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var segment = await film.GetAsync(film.Prefix + "720/segment-1.m4s");
        Assert.Equal("0123456789", await segment.Content.ReadAsStringAsync(Stop));
        using var old = await film.Teacher.GetAsync("/videos");
        using var longGone = await revoked.GetAsync("/videos");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (old.StatusCode, longGone.StatusCode));
        Assert.False(await IsOpenAsync(app, invitation.Code));
        await using var rows = app.Rows();
        var entry = await rows.Audit.OrderByDescending(a => a.Id).FirstAsync(a => a.Act == "backup.restore", Stop);
        Assert.Equal(("console", Path.GetFileName(set)), (entry.Actor, entry.Detail));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Everything_that_a_row_names_is_in_the_backup_though_videos_are_published_and_swept_meanwhile(DatabaseEngine engine)
    {
        await using var app = await LecternApp.StartAsync(engine);
        var film = await Film.MakeAsync(app, 60);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var busy = Task.Run(() => Publishing.ForeverAsync(film, enough.Token), Stop);
        await Publishing.SomeAsync(film, 10, Stop);

        try
        {
            for (var i = 0; i < 3; i++)
            {
                app.Time.Advance(TimeSpan.FromHours(1));
                await app.Get<MakeBackup>().RunAsync(_folder.File("backups"), null, Stop);
            }
        }
        finally
        {
            await enough.CancelAsync();
            await busy;
        }

        var media = Path.Combine(app.DataFolder, "media");
        foreach (var set in BackupSets.In(_folder.File("backups")))
        {
            Directory.Delete(media, recursive: true);
            await app.WhileStoppedAsync(services => services.GetRequiredService<RestoreBackup>().RunAsync(set, true, false, Stop));
            await using var rows = app.Rows();
            var named = await rows.Videos.Where(video => video.StreamVersion != null).Select(video => new { video.Id, video.StreamVersion }).ToListAsync(Stop);
            Assert.True(named.Count > 10);
            Assert.All(named, video => Assert.True(File.Exists(Path.Combine(media, "videos", video.Id.ToString("n"), video.StreamVersion!, "master.m3u8"))));
        }
    }

    [Fact]
    public async Task The_next_backup_copies_only_what_is_new_and_is_whole_without_the_first()
    {
        await using var app = await LecternApp.StartAsync();
        var film = await Film.MakeAsync(app, 60);
        var backup = app.Get<MakeBackup>();
        var first = await backup.RunAsync(_folder.File("backups"), null, Stop);
        app.Time.Advance(TimeSpan.FromDays(1));
        await Publishing.SomeAsync(film, 1, Stop);

        var second = await backup.RunAsync(_folder.File("backups"), 1, Stop);

        Assert.False(Directory.Exists(first));
        Assert.Equal([second], BackupSets.In(_folder.File("backups")));
        var restore = app.WhileStoppedAsync(services => services.GetRequiredService<RestoreBackup>().RunAsync(second, false, true, Stop));
        Assert.Equal(second, await restore);
    }

    [Fact]
    public async Task Media_of_the_last_backup_are_not_read_again_unless_they_changed()
    {
        await using var app = await LecternApp.StartAsync();
        var film = await Film.MakeAsync(app, 60);
        var backup = app.Get<MakeBackup>();
        var segment = Path.Combine("media", "videos", film.Video.ToString("n"), "v1", "720", "segment-1.m4s");
        var poster = Path.Combine("media", "videos", film.Video.ToString("n"), "v1", "poster.jpg");
        var half = Path.Combine("media", ".near", "growing", "made.m3u8");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(app.DataFolder, half))!);
        await File.WriteAllTextAsync(Path.Combine(app.DataFolder, half), "half", Stop);
        var first = await backup.RunAsync(_folder.File("backups"), null, Stop);
        app.Time.Advance(TimeSpan.FromDays(1));
        await File.WriteAllTextAsync(Path.Combine(app.DataFolder, poster), "another one", Stop);

        var second = await backup.RunAsync(_folder.File("backups"), null, Stop);

        Assert.False(File.Exists(Path.Combine(first, half)));
        // One file under two names shows the same bytes under both.
        await File.WriteAllTextAsync(Path.Combine(first, segment), "same file?", Stop);
        Assert.Equal("same file?", await File.ReadAllTextAsync(Path.Combine(second, segment), Stop));
        Assert.Equal(("0123456789", "another one"), (await File.ReadAllTextAsync(Path.Combine(first, poster), Stop), await File.ReadAllTextAsync(Path.Combine(second, poster), Stop)));
    }

    [Fact]
    public async Task A_backup_is_for_its_owner_only_and_is_audited()
    {
        await using var app = await LecternApp.StartAsync();

        var set = await app.Get<MakeBackup>().RunAsync(_folder.File("backups"), null, Stop);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(set));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(set, "key", "lectern.key")));
        }

        await using var rows = app.Rows();
        Assert.Equal("console", (await rows.Audit.SingleAsync(a => a.Act == "backup.make" && a.Detail == Path.GetFileName(set), Stop)).Actor);
    }

    [Fact]
    public async Task A_folder_inside_of_what_is_backed_up_is_refused()
    {
        await using var app = await LecternApp.StartAsync();

        foreach (var folder in (string[])[app.DataFolder, Path.Combine(app.DataFolder, "backups"), Path.Combine(app.DataFolder, "media", "x") + "/"])
        {
            var fault = await Assert.ThrowsAsync<OperatorException>(() => app.Get<MakeBackup>().RunAsync(folder, null, Stop));
            Assert.Equal("BAK-001", fault.Code);
        }
    }

    [Fact]
    public async Task Two_backups_into_one_folder_take_turns()
    {
        await using var app = await LecternApp.StartAsync();
        Directory.CreateDirectory(_folder.File("backups"));
        using var other = new FileStream(Path.Combine(_folder.File("backups"), ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var fault = await Assert.ThrowsAsync<OperatorException>(() => app.Get<MakeBackup>().RunAsync(_folder.File("backups"), null, Stop));

        Assert.Equal("BAK-003", fault.Code);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> TicketAsync(Film film)
    {
        await using var rows = film.App.Rows();
        var launch = await rows.Launches.Include(l => l.Course).SingleAsync(l => l.Id == film.Teacher.Launch, Stop);
        return await film.App.Get<Tickets>().SignAsync(new Ticket(launch.RegistrationId, launch.CourseId, launch.CollectionId!.Value, film.Video, launch.PersonId), Stop);
    }

    // Everything that an accident takes: rows, media, keys and the key file.
    private static async Task SpoilAsync(Film film)
    {
        await using var rows = film.App.Rows();
        await rows.Videos.ExecuteUpdateAsync(set => set.SetProperty(video => video.StreamVersion, (string?)null), Stop);
        await rows.Keys.ExecuteDeleteAsync(Stop);
        await rows.ProtectionKeys.ExecuteDeleteAsync(Stop);
        Directory.Delete(Path.Combine(film.App.DataFolder, "media"), recursive: true);
        KeyFile.Write(Path.Combine(film.App.DataFolder, "lectern.key"), RootKey.Create(), replace: true);
    }

    private static async Task<bool> IsOpenAsync(LecternApp app, string code)
    {
        await using var rows = app.Rows();
        var (hash, now) = (Secret.Hash(code), app.Time.GetUtcNow());
        return await rows.Invitations.AnyAsync(i => i.CodeHash == hash && i.SpentAt == null && i.ExpiresAt > now, Stop);
    }
}
