using System.Security.Cryptography;
using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

/// <summary>"Checksum".</summary>
public sealed class ChecksumTests : UploadTestBase
{
    protected override TusServerOptions Options { get; } = new() { AllowsDeferredLength = true, LockWait = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task Options_tell_the_algorithms()
    {
        using var response = await SendAsync("OPTIONS", App.Endpoint, version: null, content: null);

        Assert.Equal("sha1,sha256", Header(response, "Tus-Checksum-Algorithm"));
    }

    [Fact]
    public async Task Bytes_that_match_their_checksum_are_kept()
    {
        var bytes = RandomBytes(3 * FlushBytes);
        var upload = await NewUploadAsync(2 * bytes.Length);

        using var first = await PatchAsync(upload, 0, bytes, Sha1(bytes));
        using var second = await PatchAsync(upload, bytes.Length, bytes, Sha256(bytes));

        Assert.Equal((204, 204), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal([.. bytes, .. bytes], StoredBytes(upload));
        Assert.Single(Hooks.Seen, "completed");
    }

    [Theory]
    [Trait("Refusal", "UPL-022")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Damaged_bytes_are_not_kept_and_the_right_ones_are_taken_in_their_place(bool unsized)
    {
        var bytes = RandomBytes(5 * FlushBytes);
        var damaged = (byte[])bytes.Clone();
        damaged[^1] ^= 1;
        var upload = await NewUploadAsync(3 + bytes.Length);
        using var before = await PatchAsync(upload, 0, [1, 2, 3]);

        using var refused = await SendAsync(
            "PATCH", upload, unsized ? UnsizedBytes(damaged) : Bytes(damaged), (TusHeaders.UploadOffset, "3"), Sha256(bytes));
        var kept = await OffsetAsync(upload);
        using var right = await PatchAsync(upload, 3, bytes, Sha256(bytes));

        await AssertRefusedAsync(refused, 460, "UPL-022");
        Assert.Equal(("3", 3L), (Header(refused, TusHeaders.UploadOffset), kept));
        Assert.Equal(204, (int)right.StatusCode);
        Assert.Equal([1, 2, 3, .. bytes], StoredBytes(upload));
    }

    [Fact]
    public async Task Damaged_bytes_that_would_make_the_upload_whole_do_not_complete_it()
    {
        var upload = await NewUploadAsync(3);

        using var refused = await PatchAsync(upload, 0, [1, 2, 4], Sha256([1, 2, 3]));

        Assert.Equal(460, (int)refused.StatusCode);
        Assert.DoesNotContain("completed", Hooks.Seen);
    }

    [Fact]
    public async Task A_length_that_came_with_damaged_bytes_is_kept_without_them()
    {
        var upload = await NewDeferredAsync();

        using var refused = await PatchAsync(upload, 0, [1, 2, 4], (TusHeaders.UploadLength, "3"), Sha256([1, 2, 3]));
        using var right = await PatchAsync(upload, 0, [1, 2, 3], (TusHeaders.UploadLength, "3"), Sha256([1, 2, 3]));

        Assert.Equal((460, 204), ((int)refused.StatusCode, (int)right.StatusCode));
        Assert.Equal([1, 2, 3], StoredBytes(upload));
    }

    [Theory]
    [Trait("Refusal", "UPL-021")]
    [InlineData("md5 1B2M2Y8AsgTpgAmY7PhCfg==")]
    [InlineData("SHA256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("sha256 2jmj7l5rSw0yVb/vlWAYkK/YBwk=")]
    [InlineData("sha256 47DEQpj8HBSa")]
    [InlineData("sha256 no-base64!")]
    [InlineData("sha256")]
    [InlineData("sha1  2jmj7l5rSw0yVb/vlWAYkK/YBwk=")]
    [InlineData("")]
    public async Task A_checksum_that_cannot_be_checked_is_refused_before_a_byte_is_taken(string checksum)
    {
        var upload = await NewUploadAsync(3);

        using var patch = await PatchAsync(upload, 0, [1, 2, 3], (TusHeaders.UploadChecksum, checksum));
        using var creation = await SendAsync("POST", App.Endpoint, Bytes([1]), (TusHeaders.UploadLength, "1"), (TusHeaders.UploadChecksum, checksum));

        await AssertRefusedAsync(patch, 400, "UPL-021");
        await AssertRefusedAsync(creation, 400, "UPL-021");
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    public async Task A_creation_keeps_the_bytes_it_brings_only_if_they_match()
    {
        using var right = await SendAsync("POST", App.Endpoint, Bytes([1, 2, 3]), (TusHeaders.UploadLength, "3"), Sha1([1, 2, 3]));
        using var damaged = await SendAsync("POST", App.Endpoint, Bytes([1, 2, 4]), (TusHeaders.UploadLength, "3"), Sha1([1, 2, 3]));

        Assert.Equal((201, "3"), ((int)right.StatusCode, Header(right, TusHeaders.UploadOffset)));
        Assert.Equal((201, "0"), ((int)damaged.StatusCode, Header(damaged, TusHeaders.UploadOffset)));
    }

    [Fact]
    public async Task A_part_of_a_checked_body_whose_connection_broke_does_not_count()
    {
        var bytes = RandomBytes(10 * FlushBytes);
        var upload = await NewUploadAsync(bytes.Length);
        using var half = await HalfRequest.PatchAsync(upload, 0, bytes.Length, Me, Token, Sha256(bytes));
        await half.SendAsync(bytes.AsMemory(0, 5 * FlushBytes), Token);
        half.Reset();

        using var again = await PatchAsync(upload, 0, bytes, Sha256(bytes));

        Assert.Equal(204, (int)again.StatusCode);
        Assert.Equal(bytes, StoredBytes(upload));
    }

    [Fact]
    public async Task No_offset_but_the_old_one_is_ever_told_of_a_body_that_is_damaged()
    {
        var bytes = RandomBytes(20 * FlushBytes);
        var upload = await NewUploadAsync(bytes.Length);

        using var refused = await PatchAsync(upload, 0, bytes, Sha256(bytes[1..]));

        Assert.Equal(460, (int)refused.StatusCode);
        Assert.False(Hooks.Progressed.Reader.TryRead(out _));
        Assert.Equal(0, Marks.LastOf(Folder.Path, IdOf(upload)));
    }

    private static (string, string) Sha256(byte[] bytes) => (TusHeaders.UploadChecksum, $"sha256 {Convert.ToBase64String(SHA256.HashData(bytes))}");

    private static (string, string) Sha1(byte[] bytes) => (TusHeaders.UploadChecksum, $"sha1 {Convert.ToBase64String(CryptographicOperations.HashData(HashAlgorithmName.SHA1, bytes))}");
}
