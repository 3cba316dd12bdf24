using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class CutTests : UploadTestBase
{
    protected override TusServerOptions Options { get; } = new() { LockWait = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task What_arrived_before_a_cut_is_kept()
    {
        var bytes = RandomBytes(1_000_000);
        var upload = await NewUploadAsync(bytes.Length);
        using var half = await HalfRequest.PatchAsync(upload, 0, bytes.Length, Me, Token);
        await half.SendAsync(bytes.AsMemory(0, 300_000), Token);
        await Hooks.Progressed.Reader.ReadAsync(Token);
        half.Reset();

        var kept = await OffsetAsync(upload);

        Assert.InRange(kept, FlushBytes, 300_000);
        Assert.Equal(bytes[..(int)kept], StoredBytes(upload));
    }

    [Fact]
    [Trait("Refusal", "UPL-014")]
    public async Task A_body_that_ends_too_early_is_told_so_with_the_offset_it_reached()
    {
        var store = TusApp.OpenStore(Folder.Path);
        var server = new TusServer(store, Options, TimeProvider.System);
        var upload = await NewUploadAsync(10);
        var headers = new Dictionary<string, string>
        {
            ["Tus-Resumable"] = "1.0.0", ["Content-Type"] = TusHeaders.OffsetOctetStream, ["Upload-Offset"] = "0", ["Content-Length"] = "10",
        };
        await using var body = new CutStream([1, 2, 3]);

        var response = await server.HandleAsync(
            new TusRequest
            {
                Method = "PATCH", Header = headers.GetValueOrDefault, Owner = Me, CollectionUrl = "/files", UploadId = $"{IdOf(upload):N}", Body = body,
            },
            NoHooks.Instance,
            Token);

        Assert.Equal("UPL-014", response.Problem?.Code);
        Assert.Equal((400, "3"), (response.Status, response.Headers["Upload-Offset"]));
        Assert.Equal(3, await OffsetAsync(upload));
    }

    /// <summary>Cuts at random places in random ways until the file is there; the offset never runs ahead of the bytes.</summary>
    [Fact]
    public async Task A_file_survives_cuts_anywhere()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var bytes = new byte[random.Next(1, 3_000_000)];
        random.NextBytes(bytes);
        var upload = await NewUploadAsync(bytes.Length);

        var (offset, sent) = (0, 0);
        for (var round = 0; offset < bytes.Length; round++)
        {
            var cut = round < 20 ? random.Next(0, bytes.Length - offset + 1) : bytes.Length - offset;
            using var half = await HalfRequest.PatchAsync(upload, offset, bytes.Length - offset, Me, Token);
            await half.SendAsync(bytes.AsMemory(offset, cut), Token);
            await EndAsync(half, random.Next(3), cut == bytes.Length - offset);
            var next = (int)await OffsetAsync(upload);

            // A broken request may reach the server after the question that follows it: what counts is all that was ever sent.
            sent = Math.Max(sent, offset + cut);
            Assert.InRange(next, offset, sent);
            Assert.True(next <= Marks.LastOf(Folder.Path, IdOf(upload)), "The offset told is ahead of its mark.");
            offset = next;
        }

        Assert.Equal(bytes, StoredBytes(upload));
        Assert.Single(Hooks.Seen, "completed");
    }

    private static async Task EndAsync(HalfRequest half, int way, bool whole)
    {
        if (whole)
        {
            await half.StatusLineAsync(Token);
        }
        else if (way == 0)
        {
            half.Reset();
        }
        else if (way == 1)
        {
            half.Close();
        }
    }

    /// <summary>Gives some bytes and then fails as a web server's body does.</summary>
    private sealed class CutStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            return count > 0 ? count : throw new IOException("Unexpected end of request content.");
        }
    }
}
