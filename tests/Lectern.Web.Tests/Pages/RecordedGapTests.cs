using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Collections;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Security;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Pages;

/// <summary>A recorded video in which nothing was recorded for a while.</summary>
public sealed class RecordedGapTests(Schools schools) : IClassFixture<Schools>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_reads_when_nothing_was_recorded_and_who_teaches_reads_why()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        using var other = school.App.NewBrowser();
        var teacher = await browser.LaunchAsync(school.Visit);
        var learner = await other.LaunchAsync(school.Visit.AsLearner());
        var video = await RecordedAsync(school.App, teacher.Launch);

        using var taught = await teacher.GetAsync($"/videos/{video}");
        using var learnt = await learner.GetAsync($"/videos/{video}");
        var (teachers, students) = (await Html.ReadAsync(taught), await Html.ReadAsync(learnt));

        Assert.All(new[] { teachers, students }, page => Assert.Equal("735-902.5", page.QuerySelector(".player")!.GetAttribute("data-gaps")));
        Assert.Contains("Nothing was recorded: 12:15 – 15:02.", students.QuerySelector(".watch-main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("machine", students.QuerySelector(".watch-main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("paused", students.QuerySelector(".watch-main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("microphone", students.QuerySelector(".watch-main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The spare microphone is heard for 12:30 of it", teachers.QuerySelector(".watch-main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The machine in the room was off", teachers.QuerySelector(".watch-main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("paused the recording", teachers.QuerySelector(".watch-main")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<Guid> RecordedAsync(LecternApp app, Guid launchId)
    {
        await using var rows = app.Rows();
        var launch = (await rows.Launches.FindAsync([launchId], Stop))!;
        var item = new CollectionItem { CollectionId = launch.CollectionId!.Value, Visibility = Visibility.Published };
        var video = new Video { CollectionId = launch.CollectionId!.Value, OwnerId = launch.PersonId, Title = "Enzymes", StreamVersion = "v1", StreamKind = StreamKind.Instant, DurationSeconds = 3600, Items = { item } };
        var room = new Room { Name = Visit.Unique("Hall"), TimeZone = "Europe/Vienna" };
        var code = new EnrolmentCode { RoomId = room.Id, CodeHash = Guid.CreateVersion7().ToString("n").PadRight(43, 'x') };
        var device = new Device { RoomId = room.Id, CodeId = code.Id, KeyHash = code.CodeHash, Machine = "pc", System = "Debian", Agent = "1" };
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, StartedAt = Some.Instant, EndedAt = Some.Instant.AddHours(1), VerifiedAt = Some.Instant, VideoId = video.Id, SpareSoundSeconds = 750 };
        recording.Pauses.Add(new RecordingPause { RecordingId = recording.Id, From = Some.Instant.AddMinutes(30), To = Some.Instant.AddMinutes(35) });
        RecordingGap[] gaps = [new() { RecordingId = recording.Id, StartSeconds = 735, EndSeconds = 902.5 }, new() { RecordingId = recording.Id, StartSeconds = 1000, EndSeconds = 1000.5 }];
        await app.Database.AddAsync([video, room, code, device, recording, .. gaps], Stop);
        return video.Id;
    }
}
