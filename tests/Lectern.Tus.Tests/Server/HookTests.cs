using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class HookTests : UploadTestBase
{
    private static readonly TusProblem No = new(403, "UPL-050", "You may not upload here.");

    [Fact]
    public async Task The_host_refuses_an_upload_before_a_byte_is_taken()
    {
        TusUpload? seen = null;
        Hooks.Creating = upload =>
        {
            seen = upload;
            return No;
        };

        using var response = await SendAsync(
            "POST", App.Endpoint, Bytes([1, 2, 3]), ("Upload-Length", "3"), ("Upload-Metadata", "filename bGVjdHVyZS5tcDQ="));

        await AssertRefusedAsync(response, 403, "UPL-050");
        Assert.Equal(["creating"], Hooks.Seen);
        Assert.Empty(Directory.EnumerateFiles(Folder.Path));
        Assert.Equal((Me, 3L, "lecture.mp4"), (seen!.Owner, seen.Length, seen.Metadata["filename"]));
    }

    [Fact]
    public async Task The_id_the_host_was_asked_about_is_the_uploads_id()
    {
        Guid? seen = null;
        Hooks.Creating = upload =>
        {
            seen = upload.Id;
            return null;
        };

        var upload = await NewUploadAsync(3);

        Assert.Equal(IdOf(upload), seen);
    }

    [Fact]
    public async Task The_host_refuses_bytes_before_they_are_taken()
    {
        var upload = await NewUploadAsync(3);
        Hooks.Writing = _ => No;

        using var response = await PatchAsync(upload, 0, [1, 2, 3]);

        await AssertRefusedAsync(response, 403, "UPL-050");
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    public async Task Progress_is_told_while_bytes_arrive_and_only_of_what_is_durable()
    {
        var bytes = RandomBytes(4_000_000);
        var upload = await NewUploadAsync(bytes.Length);
        var durable = new List<(long Told, long Marked)>();
        Hooks.Progress = u =>
        {
            durable.Add((u.Offset, Marks.LastOf(Folder.Path, u.Id)));
            return null;
        };

        using var response = await PatchAsync(upload, 0, bytes);

        Assert.True(durable.Count >= 2, $"{durable.Count} reports");
        Assert.All(durable, d => Assert.Equal(d.Marked, d.Told));
        Assert.Equal(bytes.Length, durable[^1].Told);
    }

    [Fact]
    public async Task The_host_stops_a_running_upload_and_what_arrived_is_kept()
    {
        var bytes = RandomBytes(4_000_000);
        var upload = await NewUploadAsync(bytes.Length);
        Hooks.Progress = _ => No;

        using var response = await PatchAsync(upload, 0, bytes);

        await AssertRefusedAsync(response, 403, "UPL-050");
        var kept = await OffsetAsync(upload);
        Assert.InRange(kept, FlushBytes, bytes.Length - 1);
        Assert.Equal(bytes[..(int)kept], StoredBytes(upload));
    }

    [Fact]
    public async Task Completion_is_told_once_with_the_whole_file_in_place()
    {
        byte[]? seen = null;
        Hooks.Completed = async u => seen = await File.ReadAllBytesAsync(Store.PathOf(u.Id));
        var upload = await NewUploadAsync(3);

        using var response = await PatchAsync(upload, 0, [1, 2, 3]);
        using var again = await PatchAsync(upload, 3, []);
        using var head = await HeadAsync(upload);

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal(204, (int)again.StatusCode);
        Assert.Single(Hooks.Seen, "completed");
    }

    [Fact]
    public async Task A_file_the_host_has_moved_away_still_counts_as_uploaded()
    {
        Hooks.Completed = u =>
        {
            File.Move(Store.PathOf(u.Id), Folder.File("taken"));
            return Task.CompletedTask;
        };
        var upload = await NewUploadAsync(3);
        using var response = await PatchAsync(upload, 0, [1, 2, 3]);

        Assert.Equal(3, await OffsetAsync(upload));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Folder.File("taken"), Token));
    }

    [Fact]
    public async Task A_completion_that_failed_is_told_again_when_the_client_asks()
    {
        var upload = await NewUploadAsync(3);
        Hooks.Completed = _ => throw new InvalidOperationException("The database is away.");
        using var failed = await PatchAsync(upload, 0, [1, 2, 3]);
        Hooks.Completed = _ => Task.CompletedTask;

        var offset = await OffsetAsync(upload);

        Assert.Equal(500, (int)failed.StatusCode);
        Assert.Equal(3, offset);
        Assert.Equal(2, Hooks.Seen.Count(s => s == "completed"));
    }

    [Fact]
    public async Task Completions_lost_in_a_crash_are_told_at_the_next_start()
    {
        var upload = await NewUploadAsync(3);
        Hooks.Completed = _ => throw new InvalidOperationException("The process dies here.");
        using var failed = await PatchAsync(upload, 0, [1, 2, 3]);
        var unfinished = await NewUploadAsync(3);
        var next = new RecordingHooks();
        var server = new TusServer(TusApp.OpenStore(Folder.Path), new TusServerOptions(), TimeProvider.System);

        var first = await server.CompletePendingAsync(next, Token);
        var second = await server.CompletePendingAsync(next, Token);

        Assert.Equal((1, 0), (first, second));
        Assert.Equal(["completed"], next.Seen);
        Assert.Equal(0, await OffsetAsync(unfinished));
    }
}
