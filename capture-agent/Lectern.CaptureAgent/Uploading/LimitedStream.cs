namespace Lectern.CaptureAgent.Uploading;

/// <summary>Bytes in memory, given out no faster than the limit grants.</summary>
internal sealed class LimitedStream(byte[] bytes, int count, RateLimit limit) : MemoryStream(bytes, 0, count, writable: false)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = (int)Math.Min(buffer.Length, Length - Position);
        var granted = left == 0 ? 0 : await limit.TakeAsync(left, cancellationToken);
        return Read(buffer.Span[..granted]);
    }
}
