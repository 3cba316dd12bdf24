using System.Threading.Channels;

namespace Lectern.Tus.Tests.Host;

/// <summary>A body whose bytes come when the test says so.</summary>
internal sealed class ScriptedBody : Stream
{
    private readonly Channel<int> _sizes = Channel.CreateUnbounded<int>();
    private readonly SemaphoreSlim _reads = new(0);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Lets the reader have <paramref name="count"/> bytes; returns when it has come back for more.</summary>
    public async Task GiveAsync(int count)
    {
        await _reads.WaitAsync(TestContext.Current.CancellationToken);
        _sizes.Writer.TryWrite(count);
        await _reads.WaitAsync(TestContext.Current.CancellationToken);
        _reads.Release();
    }

    public void End() => _sizes.Writer.Complete();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _reads.Release();
        return await _sizes.Reader.WaitToReadAsync(cancellationToken) && _sizes.Reader.TryRead(out var size) ? size : 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reads.Dispose();
        }

        base.Dispose(disposing);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
