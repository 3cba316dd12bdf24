using Lectern.Tus.Files;
using Lectern.Tus.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Tus.Tests.Files;

public sealed class SweepTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly RecordingHooks _hooks = new();
    private readonly FileTusStore _store;
    private readonly TusServer _server;

    public SweepTests()
    {
        _store = new FileTusStore(new FileTusStoreOptions { Root = _folder.Path, KeepFreeBytes = 0 }, _time);
        _server = new TusServer(_store, new TusServerOptions { KeepUnfinished = TimeSpan.FromDays(1) }, _time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stale_uploads_go_and_fresh_ones_stay()
    {
        await NewAsync(10, kept: 3);
        _time.Advance(TimeSpan.FromDays(2));
        var fresh = await NewAsync(10, kept: 3);

        var swept = await _server.SweepAsync(_hooks, Token);

        Assert.Equal(1, swept);
        Assert.Equal(["deleted"], _hooks.Seen);
        Assert.Equal([fresh], await IdsAsync());
    }

    [Fact]
    public async Task A_whole_upload_the_host_has_not_taken_is_never_swept()
    {
        var whole = await NewAsync(10, kept: 10);
        _time.Advance(TimeSpan.FromDays(365));

        var before = await _server.SweepAsync(_hooks, Token);
        await _server.CompletePendingAsync(_hooks, Token);
        var justTaken = await _server.SweepAsync(_hooks, Token);
        _time.Advance(TimeSpan.FromDays(2));
        var after = await _server.SweepAsync(_hooks, Token);

        Assert.Equal((0, 0, 1), (before, justTaken, after));
        Assert.Null(await _store.FindAsync(whole, Token));
    }

    [Fact]
    public async Task Remnants_of_a_crash_go_and_files_that_are_not_ours_stay()
    {
        var id = Guid.CreateVersion7();
        Write($"{id:N}.data", Start);
        Write($"{id:N}.new", Start);
        Write($"{Guid.CreateVersion7():N}.data", Start + TimeSpan.FromDays(2));
        Write("notes.txt", Start);
        _time.Advance(TimeSpan.FromDays(2));

        await _server.SweepAsync(_hooks, Token);

        Assert.Equal(2, Directory.EnumerateFiles(_folder.Path).Count());
        Assert.True(File.Exists(_folder.File("notes.txt")));
    }

    private async Task<Guid> NewAsync(long length, int kept)
    {
        var upload = new TusUpload
        {
            Id = Guid.CreateVersion7(), Owner = "me", Length = length, Metadata = TusMetadata.Empty, CreatedAt = _time.GetUtcNow(), TouchedAt = _time.GetUtcNow(),
        };
        await _store.CreateAsync(upload, Token);
        await _store.AppendAsync(upload, new MemoryStream(new byte[kept]), accept: null, _ => default, Token);
        return upload.Id;
    }

    private async Task<List<Guid>> IdsAsync()
    {
        var ids = new List<Guid>();
        await foreach (var upload in _store.ListAsync(Token))
        {
            ids.Add(upload.Id);
        }

        return ids;
    }

    private void Write(string name, DateTimeOffset at)
    {
        File.WriteAllText(_folder.File(name), "x");
        File.SetLastWriteTimeUtc(_folder.File(name), at.UtcDateTime);
    }
}
