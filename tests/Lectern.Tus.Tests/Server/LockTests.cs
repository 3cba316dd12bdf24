using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class LockTests : UploadTestBase
{
    private const int Size = 1_000_000;

    protected override TusServerOptions Options { get; } = new()
    {
        WriterIdleLimit = TimeSpan.FromMilliseconds(300),
        LockWait = TimeSpan.FromSeconds(20),
    };

    [Fact]
    [Trait("Refusal", "UPL-015")]
    public async Task A_new_request_takes_over_from_a_connection_gone_quiet()
    {
        var bytes = RandomBytes(Size);
        var upload = await NewUploadAsync(Size);
        using var quiet = await StartAsync(upload, bytes);

        var offset = await OffsetAsync(upload);
        using var rest = await PatchAsync(upload, offset, bytes[(int)offset..]);
        var status = await quiet.StatusLineAsync(Token);

        Assert.Equal(FlushBytes, offset);
        Assert.Equal(204, (int)rest.StatusCode);
        Assert.StartsWith("HTTP/1.1 423", status, StringComparison.Ordinal);
        Assert.Equal(bytes, StoredBytes(upload));
    }

    [Fact]
    public async Task A_patch_takes_over_without_asking_first_when_it_knows_the_offset()
    {
        var bytes = RandomBytes(Size);
        var upload = await NewUploadAsync(Size);
        using var quiet = await StartAsync(upload, bytes);

        using var rest = await PatchAsync(upload, FlushBytes, bytes[FlushBytes..]);

        Assert.Equal(204, (int)rest.StatusCode);
        Assert.Equal(bytes, StoredBytes(upload));
    }

    [Fact]
    public async Task Bytes_of_a_writer_that_was_taken_over_never_reach_the_file()
    {
        var bytes = RandomBytes(Size);
        var upload = await NewUploadAsync(Size);
        using var quiet = await StartAsync(upload, bytes);
        using var rest = await PatchAsync(upload, FlushBytes, bytes[FlushBytes..^10]);

        await quiet.StatusLineAsync(Token);
        await SendIgnoringResetAsync(quiet, RandomBytes(FlushBytes));

        Assert.Equal(Size - 10, await OffsetAsync(upload));
        Assert.Equal(bytes[..^10], StoredBytes(upload));
    }

    private async Task<HalfRequest> StartAsync(Uri upload, byte[] bytes)
    {
        var half = await HalfRequest.PatchAsync(upload, 0, bytes.Length, Me, Token);
        await half.SendAsync(bytes.AsMemory(0, FlushBytes), Token);
        while (await Hooks.Progressed.Reader.ReadAsync(Token) < FlushBytes)
        {
        }

        return half;
    }

    private static async Task SendIgnoringResetAsync(HalfRequest half, byte[] bytes)
    {
        try
        {
            await half.SendAsync(bytes, Token);
        }
        catch (IOException)
        {
            // The server has closed the connection already, which is as good.
        }
    }
}
