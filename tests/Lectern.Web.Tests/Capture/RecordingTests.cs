using System.Net;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.TestSupport.Databases;
using Lectern.Tus.Client;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed class RecordingTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Fragments_are_verified_as_they_come_and_a_repetition_changes_nothing(DatabaseEngine engine)
    {
        using var machine = await Machine.InNewRoomAsync(await apps.OfAsync(engine));
        var part = await RecordedPartOf.BeginAsync(machine);

        Assert.Equal((null, 0, 0, 0), await StandsAsync(part));
        await part.SendAsync(0, 2);
        Assert.Equal(($"/capture/uploads/{IdOf(part)}", 5900, 0, 0), await StandsAsync(part));

        // Told of all of them, it keeps those whose bytes are here.
        var some = await part.VerifyAsync();
        var again = await part.VerifyAsync();
        await part.SendAsync(2, 5);
        var all = await part.VerifyAsync(part.Lines.Skip(1));

        Assert.Equal((5900, 2), (some.Verified, some.Lines));
        Assert.Equal(some, again);
        Assert.Equal((20_900, 20_900, 5), (all.Received, all.Verified, all.Lines));
        await part.FinishAsync();
        Assert.Equal(all, await part.StandAsync());
        Assert.Equal(all, await part.VerifyAsync());
    }

    [Theory, DatabaseData]
    [Shows("CAP-023")]
    public async Task Lines_that_do_not_follow_or_say_otherwise_are_refused(DatabaseEngine engine)
    {
        using var machine = await Machine.InNewRoomAsync(await apps.OfAsync(engine));
        var part = await RecordedPartOf.BeginAsync(machine);
        await part.SendAsync(0, 5);
        await part.VerifyAsync(part.Lines.Take(2));

        foreach (var wrong in (Contracts.Recordings.Fragment[][])[[part.Lines[3]], [part.Lines[1] with { Time = 7 }], [part.Lines[2], part.Lines[4]], [part.Lines[2] with { Length = 0 }]])
        {
            using var refused = await part.TryVerifyAsync(wrong);
            await Refused.ByProblemAsync(HttpStatusCode.Conflict, "CAP-023", refused);
        }

        Assert.Equal(2, (await part.StandAsync()).Lines);
    }

    [Theory, DatabaseData]
    [Shows("CAP-024")]
    public async Task Bytes_that_are_not_what_was_recorded_are_not_kept_and_the_part_can_come_again(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine);
        part.Bytes[6000] ^= 1;
        await part.SendAsync(0, 5);

        using var refused = await part.TryVerifyAsync();

        await Refused.ByProblemAsync(HttpStatusCode.UnprocessableEntity, "CAP-024", refused);
        Assert.Equal(0, (await part.StandAsync()).Verified);
        part.Bytes[6000] ^= 1;
        using var ended = await part.RawAsync(HttpMethod.Delete, part.Upload!.AbsolutePath);
        Assert.Equal((null, 0, 0, 0), await StandsAsync(part));
        var fresh = (await part.CreateAsync()).Outcome;
        Assert.Equal(GrowingOutcome.Done, fresh);
    }

    [Theory, DatabaseData]
    [Shows("CAP-020")]
    public async Task A_device_finds_its_own_recordings_alone(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        using var other = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine);
        await part.SendAllAsync();

        using var told = await RecordedPartOf.TellAsync(other, part.Recording, null);
        using var lines = await part.TryVerifyAsync(by: other);
        using var ended = await other.SendAsync(HttpMethod.Put, Lectern.Contracts.CapturePaths.ManifestOf(part.Recording), JsonOf(part));
        using var asked = await part.RawAsync(HttpMethod.Head, part.Upload!.AbsolutePath, other);
        var created = await part.Another("sound").CreateAsync(other);
        using var unknown = await part.Another("sound").TryVerifyAsync();

        foreach (var refused in new[] { told, lines, ended, unknown })
        {
            await Refused.ByProblemAsync(HttpStatusCode.NotFound, "CAP-020", refused);
        }

        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        Assert.Equal((404, "CAP-020"), (created.Status, created.Code));
        var others = await other.GetAsync(part.Path, Lectern.Contracts.CaptureJson.Default.PartReceipt);
        Assert.Equal((null, 0, 0, 0), (others.Upload, others.Received, others.Verified, others.Lines));
    }

    [Theory, DatabaseData]
    public async Task A_source_that_joins_while_it_runs_is_told_of_by_another_notice(DatabaseEngine engine)
    {
        using var machine = await Machine.InNewRoomAsync(await apps.OfAsync(engine));
        var part = await RecordedPartOf.BeginAsync(machine);
        var early = await part.Another("camera").CreateAsync();

        using var told = await RecordedPartOf.TellAsync(machine, part.Recording, null, [new("slides", SourceRole.Slides), new("camera", SourceRole.Presenter)]);
        using var again = await RecordedPartOf.TellAsync(machine, part.Recording, null, [new("camera", SourceRole.Presenter)]);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (told.StatusCode, again.StatusCode));
        Assert.Equal("CAP-020", early.Code);
        Assert.Equal(GrowingOutcome.Done, (await part.Another("camera").CreateAsync()).Outcome);
        Assert.Equal(GrowingOutcome.Done, (await part.Another("sound").CreateAsync()).Outcome);
    }

    [Theory, DatabaseData]
    [Shows("CAP-021")]
    public async Task A_part_has_one_upload_and_one_that_was_noted_and_never_made_gives_way(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine);
        await using (var rows = app.Rows())
        {
            rows.RecordingParts.Add(new RecordingPart { RecordingId = part.Recording, Source = part.Source, Number = part.Number, UploadId = Guid.CreateVersion7() });
            await rows.SaveChangesAsync(Stop);
        }

        var first = await part.CreateAsync();
        using var second = await part.RawAsync(HttpMethod.Post, Lectern.Contracts.CapturePaths.Uploads);

        Assert.Equal(GrowingOutcome.Done, first.Outcome);
        await Refused.ByProblemAsync(HttpStatusCode.Conflict, "CAP-021", second);
    }

    [Theory, DatabaseData]
    public async Task It_is_verified_when_every_part_of_the_manifest_is_held_and_not_before(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var slides = await RecordedPartOf.BeginAsync(machine);
        var sound = slides.Another("sound");
        await slides.SendAllAsync();
        await sound.SendAsync(0, 5);
        await sound.VerifyAsync();

        var unfinished = await slides.EndAsync(slides.End, sound.End);
        await sound.FinishAsync();
        var less = await slides.EndAsync(slides.End, sound.End with { Length = 1 });
        var otherwise = await slides.EndAsync(slides.End, sound.End with { Sha256 = slides.End.Sha256 });
        var missing = await slides.EndAsync(slides.End, sound.End, sound.End with { Part = 2 });
        var verified = await slides.EndAsync(slides.End, sound.End);
        var again = await slides.EndAsync(slides.End, sound.End);

        Assert.Equal((false, false, false, false, true, true), (unfinished, less, otherwise, missing, verified, again));
        await using var rows = app.Rows();
        var recording = await rows.Recordings.Include(row => row.Parts).SingleAsync(row => row.Id == slides.Recording, Stop);
        Assert.Equal((true, null), (recording.VerifiedAt is not null, recording.VideoId));
        Assert.All(recording.Parts, part => Assert.Equal((20_900, "boot-1"), (part.Length, part.Boot)));
        var late = await slides.Another("slides", 2).CreateAsync();
        Assert.Equal("CAP-020", late.Code);
    }

    [Fact]
    public async Task What_a_device_had_begun_to_bring_outlives_a_day_without_it_and_not_a_term()
    {
        await using var app = await LecternApp.StartAsync();
        using var machine = await Machine.InNewRoomAsync(app);
        var (old, part) = (await RecordedPartOf.BeginAsync(machine), await RecordedPartOf.BeginAsync(machine));
        await old.SendAsync(0, 2);
        app.Leap(TimeSpan.FromDays(120));
        await part.SendAsync(0, 2);
        app.Leap(TimeSpan.FromDays(1));

        // The first round of the care goes when the host starts.
        await app.RestartAsync();
        for (var tries = 0; (await old.StandAsync()).Upload is not null; tries++)
        {
            Assert.True(tries < 100, "What nobody came back to is not cleared away.");
            await Task.Delay(50, Stop);
        }

        Assert.Equal(part.Lines[2].Offset, (await part.StandAsync()).Received);
        await part.SendAsync(2, part.Lines.Count);
        await part.FinishAsync();
        await part.VerifyAsync();
        Assert.True(await part.EndAsync(part.End));
    }

    [Theory, DatabaseData]
    [Shows("CAP-022")]
    public async Task Of_two_requests_for_one_part_one_is_asked_to_come_again(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine);
        await part.SendAsync(0, 5);
        var ledger = CaptureFiles.LedgerOf(new() { DataFolder = app.DataFolder }, Guid.Parse(IdOf(part)));
        await using (await PartLedger.TryOpenAsync(ledger, Stop))
        {
            using var busy = await part.TryVerifyAsync();
            await Refused.ByProblemAsync(HttpStatusCode.Locked, "CAP-022", busy);
        }

        Assert.Equal(5, (await part.VerifyAsync()).Lines);
    }

    [Theory, DatabaseData]
    public async Task A_line_that_a_power_cut_tore_is_cut_off_and_comes_again(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await Machine.InNewRoomAsync(app);
        var part = await RecordedPartOf.BeginAsync(machine);
        await part.SendAsync(0, 5);
        await part.VerifyAsync();
        var ledger = CaptureFiles.LedgerOf(new() { DataFolder = app.DataFolder }, Guid.Parse(IdOf(part)));
        await File.WriteAllBytesAsync(ledger, (await File.ReadAllBytesAsync(ledger, Stop))[..^9], Stop);

        Assert.Equal(4, (await part.StandAsync()).Lines);
        Assert.Equal(5, (await part.VerifyAsync(part.Lines.Skip(3))).Lines);
        Assert.Equal(5, (await part.StandAsync()).Lines);
    }

    [Theory, DatabaseData]
    public async Task What_can_not_be_read_is_said_to_be_so(DatabaseEngine engine)
    {
        using var machine = await Machine.InNewRoomAsync(await apps.OfAsync(engine));
        var part = await RecordedPartOf.BeginAsync(machine);

        using var tooMany = await part.TryVerifyAsync(Enumerable.Repeat(part.Lines[0], 1001));

        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
    }

    private static string IdOf(RecordedPartOf part) => part.Upload!.Segments[^1];

    private static async Task<(string? Upload, long Received, long Verified, int Lines)> StandsAsync(RecordedPartOf part)
    {
        var receipt = await part.StandAsync();
        return (receipt.Upload, receipt.Received, receipt.Verified, receipt.Lines);
    }

    private static System.Net.Http.Json.JsonContent JsonOf(RecordedPartOf part) => System.Net.Http.Json.JsonContent.Create(
        new Contracts.Recordings.RecordingManifest(DateTimeOffset.UnixEpoch, [part.End]), Lectern.Contracts.CaptureJson.Default.RecordingManifest);
}
