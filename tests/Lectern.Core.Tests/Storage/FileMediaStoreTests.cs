using System.Reflection;
using System.Text;
using Lectern.Core.Storage;
using Lectern.TestSupport;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Tests.Storage;

public sealed class FileMediaStoreTests : IDisposable
{
    private static readonly MediaKey s_folder = MediaKey.Parse("videos/one/v1");
    private static readonly MediaKey s_key = s_folder / "init.mp4";
    private readonly TempFolder _temp = new();
    private readonly FileMediaStore _store;

    public FileMediaStoreTests() => _store = StoreAt(_temp.File("media"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_put_can_be_read()
    {
        await PutAsync(s_key, "bytes");

        await using var file = await _store.OpenAsync(s_key, Stop);

        Assert.NotNull(file);
        Assert.Equal(5, file.Length);
        Assert.True(file.Content.CanSeek);
        Assert.Equal("bytes", await File.ReadAllTextAsync(file.LocalPath!, Stop));
        Assert.Equal(file.LocalPath, await _store.GetLocalPathAsync(s_key, _temp.Path, Stop));
    }

    [Theory, InlineData("videos/one/v1/init.mp4"), InlineData("nowhere/at/all"), InlineData("videos")]
    public async Task What_was_not_put_is_null(string key)
    {
        var file = await _store.OpenAsync(MediaKey.Parse(key), Stop);

        Assert.Null(file);
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        await PutAsync(s_key, "bytes");

        var file = await _store.OpenAsync(s_folder, Stop);

        Assert.Null(file);
    }

    [Fact]
    public async Task Putting_again_replaces_and_whoever_reads_goes_on_with_what_they_opened()
    {
        await PutAsync(s_key, "old");
        await using var reader = await _store.OpenAsync(s_key, Stop);

        await PutAsync(s_key, "brand new");

        Assert.Equal("old", await TextAsync(reader));
        await using var after = await _store.OpenAsync(s_key, Stop);
        Assert.Equal("brand new", await TextAsync(after));
    }

    [Fact]
    public async Task While_a_file_is_written_nobody_sees_it_nor_a_part_of_it()
    {
        using var content = new StallingStream("half of it");
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writing = _store.PutAsync(s_key, content, giveUp.Token);
        await content.Stalled.WaitAsync(Stop);

        var opened = await _store.OpenAsync(s_key, Stop);
        var listed = await _store.ListAsync(s_folder, Stop);
        var onDisk = Directory.GetFiles(_temp.File("media/videos/one/v1"));

        Assert.Null(opened);
        Assert.Empty(listed);
        Assert.Single(onDisk);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task A_write_that_breaks_off_leaves_the_file_before_it_and_no_rest()
    {
        await PutAsync(s_key, "whole");
        using var content = new StallingStream("torn");
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writing = _store.PutAsync(s_key, content, giveUp.Token);
        await content.Stalled.WaitAsync(Stop);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        await using var file = await _store.OpenAsync(s_key, Stop);
        Assert.Equal("whole", await TextAsync(file));
        Assert.Single(Directory.GetFiles(_temp.File("media/videos/one/v1")));
    }

    [Fact]
    public async Task What_a_crash_before_the_rename_left_is_not_listed_and_goes_with_its_folder()
    {
        await PutAsync(s_key, "bytes");
        await File.WriteAllTextAsync(_temp.File("media/videos/one/v1/.tmp-0192f0c1"), "torn", Stop);

        var listed = await _store.ListAsync(s_folder, Stop);
        await _store.DeleteFolderAsync(s_folder, Stop);

        Assert.Equal(["init.mp4"], listed);
        Assert.False(Directory.Exists(_temp.File("media/videos/one/v1")));
    }

    [Fact]
    public async Task A_file_moved_in_is_no_longer_where_it_was()
    {
        var upload = await LocalFileAsync("upload", "lecture");

        await _store.MoveInAsync(s_key, upload, Stop);

        Assert.False(File.Exists(upload));
        await using var file = await _store.OpenAsync(s_key, Stop);
        Assert.Equal("lecture", await TextAsync(file));
    }

    [Fact]
    public async Task A_move_can_be_repeated_after_a_crash()
    {
        var upload = await LocalFileAsync("upload", "lecture");
        await _store.MoveInAsync(s_key, upload, Stop);

        await _store.MoveInAsync(s_key, upload, Stop);

        await using var file = await _store.OpenAsync(s_key, Stop);
        Assert.Equal("lecture", await TextAsync(file));
    }

    [Fact]
    public async Task A_move_that_copied_and_then_crashed_is_finished_by_the_next()
    {
        await PutAsync(s_key, "lecture");
        var upload = await LocalFileAsync("upload", "lecture");

        await _store.MoveInAsync(s_key, upload, Stop);

        Assert.False(File.Exists(upload));
        await using var file = await _store.OpenAsync(s_key, Stop);
        Assert.Equal("lecture", await TextAsync(file));
    }

    [Fact]
    public async Task Moving_what_is_neither_here_nor_there_is_a_fault()
    {
        var move = () => _store.MoveInAsync(s_key, _temp.File("gone"), Stop);

        await Assert.ThrowsAsync<FileNotFoundException>(move);
    }

    [Fact]
    public async Task A_file_of_another_disk_is_copied_whole_and_then_removed()
    {
        const string OtherDisk = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(OtherDisk), $"There is no {OtherDisk} to move from.");
        var upload = Path.Combine(OtherDisk, $"lectern-test-{Guid.CreateVersion7():n}");
        await File.WriteAllTextAsync(upload, "lecture", Stop);

        await _store.MoveInAsync(s_key, upload, Stop);

        Assert.False(File.Exists(upload));
        await using var file = await _store.OpenAsync(s_key, Stop);
        Assert.Equal("lecture", await TextAsync(file));
        Assert.Single(Directory.GetFiles(_temp.File("media/videos/one/v1")));
    }

    [Fact]
    public async Task A_folder_lists_the_names_directly_under_it()
    {
        await PutAsync(s_folder / "b", "1");
        await PutAsync(s_folder / "a", "2");
        await PutAsync(s_folder / "c" / "deeper", "3");

        var names = await _store.ListAsync(s_folder, Stop);
        var none = await _store.ListAsync(MediaKey.Parse("nowhere"), Stop);

        Assert.Equal(["a", "b", "c"], names);
        Assert.Empty(none);
    }

    [Fact]
    public async Task Deleting_a_folder_takes_all_in_it_and_nothing_beside_it()
    {
        await PutAsync(s_key, "1");
        await PutAsync(s_folder / "deeper" / "file", "2");
        await PutAsync(MediaKey.Parse("videos/one/v10/init.mp4"), "beside");

        await _store.DeleteFolderAsync(s_folder, Stop);
        await _store.DeleteFolderAsync(s_folder, Stop);

        Assert.Equal(["v10"], await _store.ListAsync(MediaKey.Parse("videos/one"), Stop));
    }

    [Theory, InlineData("../outside"), InlineData("a/../../outside"), InlineData("/etc/passwd"), InlineData(".."), InlineData("../media-of-others/file")]
    public async Task A_key_that_slipped_past_its_own_check_still_leads_nowhere(string path)
    {
        await File.WriteAllTextAsync(_temp.File("outside"), "secret", Stop);
        var hostile = Unchecked(path);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.OpenAsync(hostile, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(hostile, "defaced"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.DeleteFolderAsync(hostile, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.ListAsync(hostile, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.GetLocalPathAsync(hostile, _temp.Path, Stop));

        Assert.Equal("secret", await File.ReadAllTextAsync(_temp.File("outside"), Stop));
    }

    [Fact]
    public async Task The_media_folder_may_be_written_with_a_slash_at_its_end()
    {
        var store = StoreAt(_temp.File("media") + Path.DirectorySeparatorChar);
        await PutAsync(s_key, "bytes");

        await using var file = await store.OpenAsync(s_key, Stop);

        Assert.NotNull(file);
    }

    [Fact]
    public void Free_space_is_known_before_anything_was_stored()
    {
        var free = _store.FreeBytes;

        Assert.True(free > 0);
    }

    public void Dispose() => _temp.Dispose();

    private static FileMediaStore StoreAt(string folder) => new(Options.Create(new StorageOptions { MediaFolder = folder }));

    // What no caller can do: the store's own guard is the second wall.
    private static MediaKey Unchecked(string value) =>
        (MediaKey)typeof(MediaKey).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [typeof(string)])!.Invoke([value]);

    private async Task PutAsync(MediaKey key, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await _store.PutAsync(key, content, Stop);
    }

    private async Task<string> LocalFileAsync(string name, string text)
    {
        await File.WriteAllTextAsync(_temp.File(name), text, Stop);
        return _temp.File(name);
    }

    private static async Task<string> TextAsync(MediaFile? file)
    {
        using var reader = new StreamReader(Assert.IsType<MediaFile>(file).Content, leaveOpen: true);
        return await reader.ReadToEndAsync(Stop);
    }
}
