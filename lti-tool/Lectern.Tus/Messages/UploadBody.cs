using System.Security.Cryptography;
using Lectern.Tus.Locks;

namespace Lectern.Tus.Messages;

/// <summary>
/// A request's body as the store sees it: it never gives more than the upload has room for, and whatever happens to the peer is an early end
/// and not an exception, so that the store always gets to flush what arrived. Where a checksum was told, it says whether the bytes are those.
/// </summary>
internal sealed class UploadBody : Stream
{
    private readonly Stream _inner;
    private readonly UploadLock _lock;
    private readonly CancellationTokenSource _stop;
    private readonly TusChecksum? _checksum;
    private readonly IncrementalHash? _hash;
    private long _room;

    public UploadBody(Stream inner, long room, TusChecksum? checksum, UploadLock uploadLock, CancellationToken aborted)
    {
        (_inner, _room, _checksum, _lock) = (inner, room, checksum, uploadLock);
        _hash = checksum?.NewHash();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(aborted, uploadLock.TakenOver);
    }

    public BodyEnd End { get; private set; }

    public TusProblem? Problem { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Stop(TusProblem problem) => (End, Problem) = (BodyEnd.Stopped, problem);

    /// <summary>True when the body came to its end and holds what its checksum says, if it has one.</summary>
    public bool IsIntact() => End == BodyEnd.Finished && (_hash is null || _checksum!.IsOf(_hash));

    /// <summary>True when the peer has more bytes than there is room for.</summary>
    public async ValueTask<bool> HasMoreAsync() => End == BodyEnd.Finished && await ReadInnerAsync(new byte[1]) > 0;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_room == 0 || End != BodyEnd.Finished)
        {
            return 0;
        }

        var count = await ReadInnerAsync(buffer[..(int)Math.Min(buffer.Length, _room)]);
        _room -= count;
        _hash?.AppendData(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
            _hash?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer)
    {
        _lock.WaitForPeer();
        try
        {
            return await _inner.ReadAsync(buffer, _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Servers report a lost peer as either of the two; which one depends on the moment.
            End = _lock.TakenOver.IsCancellationRequested ? BodyEnd.TakenOver : BodyEnd.Cut;
            return 0;
        }
        finally
        {
            _lock.PeerAnswered();
        }
    }
}
