namespace Lectern.Core.Storage;

/// <summary>An open stored file. The caller disposes the stream, which can seek.</summary>
/// <param name="ModifiedAt">When it was stored, by the store's clock.</param>
/// <param name="LocalPath">The file on a local disk, for servers that send files themselves; null for other stores.</param>
public sealed record MediaFile(Stream Content, long Length, DateTimeOffset ModifiedAt, string? LocalPath) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
