using Lectern.Tus.Files;
using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class StorageFullTests : UploadTestBase
{
    private readonly FileTusStoreOptions _options = new() { Root = "" };

    protected override FileTusStore OpenStore()
    {
        (_options.Root, _options.KeepFreeBytes) = (Folder.Path, 0);
        return new FileTusStore(_options, TimeProvider.System);
    }

    [Fact]
    [Trait("Refusal", "UPL-016")]
    public async Task A_file_that_does_not_fit_is_refused_before_it_is_sent()
    {
        _options.KeepFreeBytes = 1L << 60;

        using var response = await CreateAsync(10);

        await AssertRefusedAsync(response, 507, "UPL-016");
        Assert.Equal(["creating", "deleted"], Hooks.Seen);
    }

    [Fact]
    [Trait("Refusal", "UPL-016")]
    public async Task A_disk_that_fills_up_in_the_middle_loses_nothing_and_the_upload_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A device that is always full is to be had on Linux only.");
        var upload = await NewUploadAsync(4);
        var data = Store.PathOf(IdOf(upload));
        File.Delete(data);
        File.CreateSymbolicLink(data, "/dev/full");

        using var full = await PatchAsync(upload, 0, [1, 2, 3, 4]);
        File.Delete(data);
        await File.WriteAllBytesAsync(data, [], Token);
        using var later = await PatchAsync(upload, 0, [1, 2, 3, 4]);

        await AssertRefusedAsync(full, 507, "UPL-016");
        Assert.Equal("0", Header(full, "Upload-Offset"));
        Assert.Equal(204, (int)later.StatusCode);
        Assert.Equal([1, 2, 3, 4], StoredBytes(upload));
    }
}
