using Lectern.Core.Collections;
using Lectern.Core.Videos;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Playback;

/// <summary>A published video whose files hold ten digits each, and the signed prefix that its teacher was given.</summary>
internal sealed class Film
{
    private Film(LecternApp app, Visit visit, Session teacher, Guid video) =>
        (App, Visit, Teacher, Video, Stranger) = (app, visit, teacher, video, app.NewBrowser());

    public LecternApp App { get; }

    public Visit Visit { get; }

    public Session Teacher { get; }

    public Guid Video { get; }

    /// <summary>Somebody who has nothing but the address.</summary>
    public Browser Stranger { get; }

    public string Prefix { get; private set; } = "";

    public static async Task<Film> MakeAsync(LecternApp app, double? durationSeconds)
    {
        var visit = app.Teacher();
        var teacher = await app.NewBrowser().LaunchAsync(visit);
        await using var rows = app.Rows();
        var launch = (await rows.Launches.FindAsync([teacher.Launch], TestContext.Current.CancellationToken))!;
        var video = new Video
        {
            CollectionId = launch.CollectionId!.Value,
            OwnerId = launch.PersonId,
            Title = "Enzymes",
            Items = { new CollectionItem { CollectionId = launch.CollectionId!.Value, Visibility = Visibility.Published, AddedAt = app.Time.GetUtcNow() } },
            DurationSeconds = durationSeconds,
            StreamVersion = "v1",
            StreamKind = StreamKind.Renditions,
            CreatedAt = app.Time.GetUtcNow(),
        };
        await app.Database.AddAsync([video], TestContext.Current.CancellationToken);
        WriteFiles(Path.Combine(app.DataFolder, "media", "videos", video.Id.ToString("n")));
        var film = new Film(app, visit, teacher, video.Id);
        film.Prefix = (await film.StreamOfAsync(teacher))[..^"master.m3u8".Length];
        return film;
    }

    public async Task<string> StreamOfAsync(Session session)
    {
        using var response = await session.GetAsync($"/api/videos/{Video}/playback");
        return (await Json.ReadAsync(response))["stream"]!.GetValue<string>();
    }

    public Task<HttpResponseMessage> GetAsync(string address)
    {
        // As it stands there: a browser would tidy up the dots.
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        return Stranger.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(App.Url + address, options)));
    }

    private static void WriteFiles(string folder)
    {
        foreach (var file in (string[])["v1/master.m3u8", "v1/720/segment-1.m4s", "v1/720/init.mp4", "v1/poster.jpg", "v1/captions.vtt", "v1/source.mov", "v2/master.m3u8"])
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.StartsWith("v2", StringComparison.Ordinal) ? "secret" : "0123456789");
        }

        Directory.CreateDirectory(Path.Combine(folder, "v1/folder.vtt"));
    }
}
