using Lectern.Tus.Client;
using Lectern.Tus.Files;
using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

/// <summary>Alone, because it measures the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests : UploadTestBase
{
    private const long Size = 512L << 20;
    private const long Bound = 64L << 20;

    [Theory]
    [InlineData(8L << 20)]
    [InlineData(Size)]
    public async Task A_large_upload_uses_little_memory(long chunk)
    {
        var client = new TusClient(Http, new TusClientOptions { ChunkBytes = chunk }, TimeProvider.System);
        await UploadAsync(client, 16L << 20);
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var resident = Environment.WorkingSet;
        var peak = 0L;

        var result = await UploadAsync(client, Size, new InlineProgress(_ => peak = Math.Max(peak, Environment.WorkingSet)));

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"allocated {(GC.GetTotalAllocatedBytes() - allocated) >> 20} MiB, working set grew by {(peak - resident) >> 20} MiB");
        Assert.Equal(TusUploadOutcome.Completed, result.Outcome);
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, Bound);
        Assert.InRange(peak - resident, long.MinValue, Bound);
    }

    private Task<TusUploadResult> UploadAsync(TusClient client, long size, IProgress<TusProgress>? progress = null)
        => client.UploadAsync(new TusUploadJob { Endpoint = App.Endpoint, Content = new EndlessZeros(size), Progress = progress }, Token);

    protected override FileTusStore OpenStore() => TusApp.OpenStore(Folder.Path, 8 << 20);

    /// <summary>A large file that takes no room.</summary>
    private sealed class EndlessZeros(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, length - Position);
            buffer.Span[..count].Clear();
            Position += count;
            return new(count);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
