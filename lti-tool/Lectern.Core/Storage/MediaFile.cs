namespace Lectern.Core.Storage;

/// <summary>An open stored file. The caller disposes the stream, which can seek.</summary>
/// <param name="LocalPath">The file on a local disk, for servers that send files themselves; null for other stores.</param>
public sealed record MediaFile(Stream Content, long Length, string? LocalPath) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
