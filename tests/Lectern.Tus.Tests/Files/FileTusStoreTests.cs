using Lectern.Tus.Files;
using Lectern.Tus.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Tus.Tests.Files;

public sealed class FileTusStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly FileTusStore _store;

    public FileTusStoreTests() => _store = Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_upload_is_found_again_by_another_instance()
    {
        var upload = await NewAsync(100, TusMetadata.TryParse("filename w7xiZXI=")!);
        await AppendAsync(upload, [1, 2, 3]);
        _time.Advance(TimeSpan.FromMinutes(1));

        var found = await Open().FindAsync(upload.Id, Token);

        Assert.Equal((upload.Owner, 100L, 3L, false), (found!.Owner, found.Length, found.Offset, found.Completed));
        Assert.Equal("filename w7xiZXI=", found.Metadata.Header);
        Assert.Equal("über", found.Metadata["filename"]);
        Assert.Equal(upload.CreatedAt, found.TouchedAt);
    }

    [Fact]
    public async Task Bytes_beyond_the_last_mark_do_not_count_and_are_cut_off_by_the_next_append()
    {
        var upload = await NewAsync(100);
        await AppendAsync(upload, [1, 2, 3]);
        await File.AppendAllTextAsync(_store.PathOf(upload.Id), "bytes that a crash left unflushed", Token);

        var found = await Open().FindAsync(upload.Id, Token);
        var result = await AppendAsync(found!, [4]);

        Assert.Equal(3, found!.Offset);
        Assert.Equal(4, result.Offset);
        Assert.Equal([1, 2, 3, 4], await BytesAsync(upload));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task A_mark_torn_by_a_power_loss_gives_way_to_the_one_before(int position)
    {
        var upload = await NewAsync(100);
        var found = upload;
        foreach (var value in position == 0 ? new byte[] { 1, 2 } : [1, 2, 3])
        {
            found = found with { Offset = (await AppendAsync(found, [value])).Offset };
        }

        Tear(upload.Id, position);

        var after = await Open().FindAsync(upload.Id, Token);
        Assert.Equal(found.Offset - 1, after!.Offset);
    }

    [Fact]
    public async Task An_offset_file_without_a_readable_mark_is_our_fault_and_says_so()
    {
        var upload = await NewAsync(100);
        Tear(upload.Id, 0);

        await Assert.ThrowsAsync<InvalidDataException>(() => Open().FindAsync(upload.Id, Token));
    }

    [Fact]
    public async Task An_upload_whose_counted_bytes_are_lost_is_not_offered_for_resuming()
    {
        var upload = await NewAsync(100);
        await AppendAsync(upload, [1, 2, 3]);
        await File.WriteAllBytesAsync(_store.PathOf(upload.Id), [1], Token);

        var found = await Open().FindAsync(upload.Id, Token);
        var result = await AppendAsync(upload with { Offset = 3 }, [4]);

        Assert.Null(found);
        Assert.Equal(TusStoreOutcome.Gone, result.Outcome);
    }

    [Fact]
    public async Task A_body_that_stops_when_the_caller_cancels_is_kept_so_far()
    {
        var upload = await NewAsync(100);
        using var stop = new CancellationTokenSource();
        using var body = new ScriptedBody();
        var append = _store.AppendAsync(upload, body, accept: null, _ => default, stop.Token);
        await body.GiveAsync(7);

        await stop.CancelAsync();

        Assert.Equal(new TusAppendResult(7, TusStoreOutcome.Done), await append);
    }

    [Fact]
    public async Task A_second_process_cannot_write_at_the_same_time()
    {
        var upload = await NewAsync(100);
        using var body = new ScriptedBody();
        var first = _store.AppendAsync(upload, body, accept: null, _ => default, Token);
        await body.GiveAsync(1);

        // A file lock belongs to the open file, not to the process: another instance is as far away as another process.
        var second = await Open().AppendAsync(upload, new MemoryStream([9]), accept: null, _ => default, Token);

        body.End();
        Assert.Equal(TusStoreOutcome.Busy, second.Outcome);
        Assert.Equal(1, (await first).Offset);
    }

    [Fact]
    public async Task An_append_at_another_offset_than_the_marks_changes_nothing()
    {
        var upload = await NewAsync(100);
        await AppendAsync(upload, [1, 2, 3]);

        var result = await AppendAsync(upload, [9]);

        Assert.Equal(new TusAppendResult(3, TusStoreOutcome.Busy), result);
        Assert.Equal([1, 2, 3], await BytesAsync(upload));
    }

    [Fact]
    public async Task Slow_bytes_are_flushed_by_time()
    {
        var upload = await NewAsync(100);
        var told = new List<long>();
        using var body = new ScriptedBody();
        var append = _store.AppendAsync(upload, body, accept: null, offset => Add(told, offset), Token);
        await body.GiveAsync(1);
        _time.Advance(TimeSpan.FromSeconds(6));

        await body.GiveAsync(1);

        Assert.Equal([2L], told);
        Assert.Equal(2, Marks.LastOf(_folder.Path, upload.Id));
        body.End();
        await append;
    }

    [Fact]
    public async Task A_file_that_does_not_fit_is_refused_when_it_is_made()
    {
        var store = new FileTusStore(new FileTusStoreOptions { Root = _folder.Path, KeepFreeBytes = 1L << 60 }, _time);

        var outcome = await store.CreateAsync(Upload(1), Token);

        Assert.Equal(TusStoreOutcome.Full, outcome);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public async Task A_disk_that_fills_up_keeps_what_was_kept()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A device that is always full is to be had on Linux only.");
        var upload = await NewAsync(100);
        File.Delete(_store.PathOf(upload.Id));
        File.CreateSymbolicLink(_store.PathOf(upload.Id), "/dev/full");

        var result = await AppendAsync(upload, [1, 2, 3]);

        Assert.Equal(new TusAppendResult(0, TusStoreOutcome.Full), result);
        Assert.Equal(0, Marks.LastOf(_folder.Path, upload.Id));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_no_error()
    {
        var upload = await NewAsync(1);

        await _store.DeleteAsync(upload.Id, Token);
        await _store.DeleteAsync(upload.Id, Token);

        Assert.Null(await _store.FindAsync(upload.Id, Token));
        Assert.Equal(TusStoreOutcome.Gone, (await AppendAsync(upload, [1])).Outcome);
    }

    [Fact]
    public async Task An_upload_that_an_earlier_version_began_is_still_read()
    {
        var upload = await NewAsync(100);
        await File.WriteAllTextAsync(
            _folder.File($"{upload.Id:N}.json"), """{"Owner":"me","Length":100,"Metadata":"","CreatedAt":"2026-09-01T08:00:00+00:00"}""", Token);

        Assert.Equal(upload, (await Open().FindAsync(upload.Id, Token))! with { Metadata = upload.Metadata });
    }

    [Fact]
    public async Task A_length_told_later_is_kept_once()
    {
        var upload = await NewAsync(null);
        await File.WriteAllTextAsync(_folder.File($"{upload.Id:N}.new"), "what a crash left of an earlier try", Token);

        var first = await _store.SetLengthAsync(upload, 100, Token);
        var second = await _store.SetLengthAsync(upload, 200, Token);

        Assert.Equal((TusStoreOutcome.Done, TusStoreOutcome.Busy), (first, second));
        Assert.Equal(100, (await Open().FindAsync(upload.Id, Token))!.Length);
    }

    [Fact]
    public async Task A_length_is_not_told_while_another_process_writes()
    {
        var upload = await NewAsync(null);
        using var body = new ScriptedBody();
        var append = _store.AppendAsync(upload, body, accept: null, _ => default, Token);
        await body.GiveAsync(1);

        var outcome = await Open().SetLengthAsync(upload, 100, Token);

        body.End();
        await append;
        Assert.Equal(TusStoreOutcome.Busy, outcome);
    }

    [Fact]
    public async Task A_deferred_upload_goes_with_all_its_files()
    {
        var upload = await NewAsync(null);
        await _store.SetLengthAsync(upload, 100, Token);

        await _store.DeleteAsync(upload.Id, Token);

        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
        Assert.Equal(TusStoreOutcome.Gone, await _store.SetLengthAsync(upload, 100, Token));
    }

    [Fact]
    public async Task A_crash_before_a_body_was_accepted_leaves_none_of_it()
    {
        var upload = await NewAsync(100);
        await AppendAsync(upload, [1, 2, 3]);
        var body = new MemoryStream(new byte[3 << 20]);

        await Assert.ThrowsAsync<TimeoutException>(
            () => _store.AppendAsync(upload with { Offset = 3, Length = 4 << 20 }, body, () => throw new TimeoutException("The machine is gone."), _ => default, Token));

        var found = await Open().FindAsync(upload.Id, Token);
        Assert.Equal((3L, 3L + (3 << 20)), (found!.Offset, new FileInfo(_store.PathOf(upload.Id)).Length));
    }

    [Fact]
    public async Task A_body_that_the_disk_did_not_take_whole_is_not_even_offered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A device that is always full is to be had on Linux only.");
        var upload = await NewAsync(100);
        File.Delete(_store.PathOf(upload.Id));
        File.CreateSymbolicLink(_store.PathOf(upload.Id), "/dev/full");

        var result = await _store.AppendAsync(
            upload, new MemoryStream([1]), () => throw new InvalidOperationException("It is not all there."), _ => default, Token);

        Assert.Equal(new TusAppendResult(0, TusStoreOutcome.Full), result);
    }

    private FileTusStore Open() => new(new FileTusStoreOptions { Root = _folder.Path, KeepFreeBytes = 0, FlushBytes = 1 << 20 }, _time);

    private TusUpload Upload(long? length, TusMetadata? metadata = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Owner = "me",
        Length = length,
        Metadata = metadata ?? TusMetadata.Empty,
        CreatedAt = _time.GetUtcNow(),
        TouchedAt = _time.GetUtcNow(),
    };

    private async Task<TusUpload> NewAsync(long? length, TusMetadata? metadata = null)
    {
        var upload = Upload(length, metadata);
        Assert.Equal(TusStoreOutcome.Done, await _store.CreateAsync(upload, Token));
        return upload;
    }

    private Task<TusAppendResult> AppendAsync(TusUpload upload, byte[] bytes) => _store.AppendAsync(upload, new MemoryStream(bytes), accept: null, _ => default, Token);

    private Task<byte[]> BytesAsync(TusUpload upload) => File.ReadAllBytesAsync(_store.PathOf(upload.Id), Token);

    private static ValueTask Add(List<long> told, long offset)
    {
        told.Add(offset);
        return default;
    }

    private void Tear(Guid id, int position)
    {
        using var file = File.OpenHandle(_folder.File($"{id:N}.offset"), access: FileAccess.Write);
        RandomAccess.Write(file, "torn"u8, position + 8);
    }
}
