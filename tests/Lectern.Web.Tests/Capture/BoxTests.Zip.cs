using System.IO.Compression;
using System.Net;
using System.Text;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Recordings;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed partial class BoxTests
{
    private const string Episode = """<?xml version="1.0" encoding="utf-8"?><dublincore xmlns="http://www.opencastproject.org/xsd/1.0/dublincore/" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:title>By hand</dcterms:title></dublincore>""";

    [Theory, DatabaseData]
    public async Task A_zipped_package_becomes_its_bookings_video_once_and_of_its_files_only_those_that_it_names_are_taken(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        var booking = await BookAsync(app, box.Room);
        var before = Files(app);
        var zip = Zip(("CAMERA.avi", "who speaks"), ("SCREEN.avi", "the slides"), ("episode.xml", Episode), ("../../evil", "x"), ("manifest.xml", Manifest(booking.Id, "CAMERA.avi", "SCREEN.avi")));

        var first = await box.TryZipAsync("/ingest/addZippedMediaPackage", zip, ("workflowDefinitionId", "full"), ("workflowInstanceId", booking.Id.ToString()), ("trimHold", "true"));
        var again = await box.TryZipAsync("/ingest/addZippedMediaPackage/full", zip);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, again));
        await using var rows = app.Rows();
        var recording = await rows.Recordings.Include(row => row.Sources).Include(row => row.Parts).SingleAsync(row => row.DeviceId == box.Key.Device, Stop);
        Assert.Equal((booking.Id, true), (recording.BookingId, recording.VideoId is not null));
        Assert.Equal([SourceRole.Presenter, SourceRole.Slides], recording.Sources.OrderBy(source => source.Name).Select(source => source.Role));
        Assert.Equal(["the slides", "who speaks"], recording.Parts.Select(part => Held(app, part)).Order());
        Assert.Equal(recording.Parts.Select(part => part.UploadId.ToString("n")).Order(), Files(app).Except(before).Order());
        Assert.Contains("\"total\":1", await box.GetAsync($"/search/episode.json?id={booking.Id}"), StringComparison.Ordinal);
        Assert.Contains("\"total\":0", await box.GetAsync("/search/episode.json?id=another"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zipped_package_of_no_booking_in_a_folder_of_its_own_waits_with_the_time_at_which_it_was_recorded()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var box = await BoxAsync(app);

        Assert.Equal(HttpStatusCode.OK, await box.TryZipAsync("/ingest/addZippedMediaPackage", Zip(("lecture/manifest.xml", Manifest("gc_hall-b", "CAMERA.avi")), ("lecture/CAMERA.avi", "by hand"), ("lecture/episode.xml", Episode))));

        await using var rows = app.Rows();
        var recording = await rows.Recordings.Include(row => row.Booking).SingleAsync(row => row.DeviceId == box.Key.Device, Stop);
        Assert.Equal((box.Room, null, new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero)), (recording.Booking!.RoomId, recording.Booking.CourseId, recording.StartedAt));
    }

    [Fact]
    public async Task A_zip_that_is_no_package_or_lacks_what_it_names_is_refused_and_nothing_of_it_stays()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var box = await BoxAsync(app);
        var before = Files(app);
        var whole = Zip(("manifest.xml", Manifest("a", "a.avi")), ("a.avi", new string('0', 100_000)));
        byte[][] bad =
        [
            Encoding.UTF8.GetBytes("no zip at all"),
            whole[..^30],
            Zip(("a.avi", "no manifest")),
            Zip(("manifest.xml", Manifest("b", "../a.avi")), ("a.avi", "outside")),
            Zip(("manifest.xml", Manifest("c", "/etc/passwd")), ("a.avi", "elsewhere")),
            Zip(("manifest.xml", Manifest("d", "a.avi", "b.avi")), ("a.avi", "only the one")),
            Zip(("manifest.xml", Manifest("e")), ("a.avi", "named by nothing")),
            Zip(("manifest.xml", Manifest("f", "a.avi")), ("a.avi", "")),
            Zip(("manifest.xml", $"<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{Manifest("&e;", "a.avi")}"), ("a.avi", "an entity")),
            Zip([("manifest.xml", Manifest("g", "a.avi")), ("a.avi", "a directory too long to be read"), .. Enumerable.Range(0, 20).Select(n => (new string((char)('a' + n), 60_000), ""))]),
            Lying(whole, 100_000, 200_000),
        ];

        foreach (var (n, zip) in bad.Index())
        {
            Assert.Equal((n, HttpStatusCode.BadRequest), (n, await box.TryZipAsync("/ingest/addZippedMediaPackage", zip)));
        }

        await using var rows = app.Rows();
        Assert.Empty(Files(app).Except(before));
        Assert.False(await rows.Recordings.AnyAsync(row => row.DeviceId == box.Key.Device, Stop));
    }

    [Theory, DatabaseData]
    public async Task Half_of_a_package_is_never_taken_for_all_of_it_and_what_tries_left_keeps_no_later_one_out(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        await using var rows = app.Rows();
        var (keep, device) = (app.Get<KeepBoxRecording>(), await rows.Devices.SingleAsync(row => row.Id == box.Key.Device, Stop));
        Task LeaveAsync(string package, long length) => keep.AddAsync(device, package, SourceRole.Presenter, Guid.CreateVersion7(app.Time.GetUtcNow()), length, Stop);
        Task<HttpStatusCode> BringAsync(string package) => box.TryZipAsync("/ingest/addZippedMediaPackage", Zip(("a.avi", "one"), ("b.avi", "three"), ("manifest.xml", Manifest(package, "a.avi", "b.avi"))));

        for (var n = 0; n < KeepBoxRecording.MostTracks; n++)
        {
            await LeaveAsync("crowded", 3);
        }

        Assert.Equal(HttpStatusCode.OK, await BringAsync("crowded"));
        var whole = await rows.Recordings.Include(row => row.Parts).SingleAsync(row => row.DeviceId == device.Id, Stop);
        Assert.Equal(["one", "three"], whole.Parts.Select(part => Held(app, part)).Order());
        Assert.Contains("\"total\":1", await box.GetAsync("/search/episode.json?id=crowded"), StringComparison.Ordinal);

        await LeaveAsync("half", 3);
        app.Leap(TimeSpan.FromHours(25));
        await app.Get<EndGivenUpRecordings>().RunAsync(Stop);
        app.Leap(TimeSpan.FromHours(-25));
        var before = Files(app);
        Assert.Contains("\"total\":0", await box.GetAsync("/search/episode.json?id=half"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await BringAsync("half"));
        Assert.Empty(Files(app).Except(before));
    }

    [Theory, DatabaseData]
    public async Task What_comes_under_the_name_of_a_video_that_is_made_is_here_only_if_it_is_the_same(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        Task<HttpStatusCode> BringAsync(string content) => box.TryZipAsync("/ingest/addZippedMediaPackage", Zip(("a.avi", content), ("manifest.xml", Manifest("lecture", "a.avi"))));
        Assert.Equal(HttpStatusCode.OK, await BringAsync("the first half"));

        // As when its original is made.
        await using var rows = app.Rows();
        await rows.RecordingParts.Where(part => rows.Recordings.Any(row => row.Id == part.RecordingId && row.DeviceId == box.Key.Device)).ExecuteDeleteAsync(Stop);
        var before = Files(app);

        Assert.Equal(HttpStatusCode.OK, await BringAsync("the first half"));
        Assert.Equal(HttpStatusCode.NotFound, await BringAsync("the half after the box had died"));
        Assert.Empty(Files(app).Except(before));
    }

    [Fact]
    public async Task A_track_that_a_box_brought_by_itself_stays_when_its_package_comes_without_it()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var box = await BoxAsync(app);
        var package = await box.PutAsync("/ingest/createMediaPackageWithID/lecture");
        package = await box.AddTrackAsync(package, "presenter/source", "by itself");
        await box.AddTrackAsync(package, "presentation/source", "three");

        Assert.Equal(HttpStatusCode.OK, await box.TryZipAsync("/ingest/addZippedMediaPackage", Zip(("a.avi", "THREE"), ("manifest.xml", Manifest("lecture", "a.avi")))));

        await using var rows = app.Rows();
        var recording = await rows.Recordings.Include(row => row.Sources).Include(row => row.Parts).SingleAsync(row => row.DeviceId == box.Key.Device, Stop);
        Assert.Equal(["THREE", "by itself"], recording.Parts.Select(part => Held(app, part)).Order(StringComparer.Ordinal));
        Assert.Equal(2, recording.Sources.Count);
    }

    [Fact]
    public async Task Two_boxes_may_call_their_packages_alike()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var box = await BoxAsync(app);
        using var other = await BoxAsync(app);

        foreach (var (one, track) in new[] { (box, "ours"), (other, "theirs") })
        {
            var package = await one.PutAsync("/ingest/createMediaPackageWithID/monday-9");
            Assert.Contains("id=\"monday-9\"", package, StringComparison.Ordinal);
            package = await one.AddTrackAsync(package, "presentation/source", track);
            await one.PostAsync("/ingest/ingest/full", ("mediaPackage", package));
        }

        await using var rows = app.Rows();
        foreach (var (one, track) in new[] { (box, "ours"), (other, "theirs") })
        {
            var recording = await rows.Recordings.Include(row => row.Parts).SingleAsync(row => row.DeviceId == one.Key.Device, Stop);
            Assert.Equal(track, Held(app, Assert.Single(recording.Parts)));
        }
    }

    private static HashSet<string?> Files(LecternApp app)
    {
        var folder = CaptureFiles.PartsOf(app.Get<Microsoft.Extensions.Options.IOptions<Core.Storage.StorageOptions>>().Value);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(Path.GetFileName)] : [];
    }

    // As Galicaster writes it.
    private static string Manifest(object id, params string[] tracks) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <mediapackage xmlns="http://mediapackage.opencastproject.org" id="{id}" start="2026-06-01T08:00:00" duration="5000">
           <media>
              {string.Concat(tracks.Select((track, n) => $"<track id=\"track-{n}\" type=\"{(n == 0 ? "presenter" : "presentation")}/source\"><mimetype>video/avi</mimetype><url>{track}</url><duration>5000</duration></track>"))}
           </media>
           <metadata>
              <catalog id="catalog-0" type="dublincore/episode"><mimetype>text/xml</mimetype><url>episode.xml</url><tags/></catalog>
           </metadata>
           <attachments/>
        </mediapackage>
        """;

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, content.Length > 1000 ? CompressionLevel.Fastest : CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    // Says of a file that it is so long, wherever the archive tells its length.
    private static byte[] Lying(byte[] zip, uint length, uint told)
    {
        var (copy, from, to) = ((byte[])zip.Clone(), BitConverter.GetBytes(length), BitConverter.GetBytes(told));
        for (var at = copy.AsSpan().IndexOf(from); at >= 0; at = copy.AsSpan().IndexOf(from))
        {
            to.CopyTo(copy, at);
        }

        return copy;
    }
}
