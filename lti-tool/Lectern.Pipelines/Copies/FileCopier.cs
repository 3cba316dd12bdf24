using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Lectern.Core.Storage;

namespace Lectern.Pipelines.Copies;

/// <summary>Copies files within the media store, and makes sure that both are equal.</summary>
internal sealed class FileCopier(IMediaStore store)
{
    /// <summary>The files under a folder, by their path below it.</summary>
    public async IAsyncEnumerable<string> FilesIn(MediaKey folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in await store.ListAsync(folder, cancellationToken))
        {
            if (await store.OpenAsync(folder / name, cancellationToken) is { } file)
            {
                await file.DisposeAsync();
                yield return name;
                continue;
            }

            await foreach (var below in FilesIn(folder / name, cancellationToken))
            {
                yield return $"{name}/{below}";
            }
        }
    }

    public async Task CopyAsync(MediaKey from, MediaKey to, CancellationToken cancellationToken)
    {
        await using var file = await store.OpenAsync(from, cancellationToken) ?? throw new IOException("A file of the video that is copied is not there.");
        var hash = await SHA256.HashDataAsync(file.Content, cancellationToken);
        if (await IsEqualAsync(to, file.Length, hash, cancellationToken))
        {
            return;
        }

        file.Content.Position = 0;
        await store.PutAsync(to, file.Content, cancellationToken);
        if (!await IsEqualAsync(to, file.Length, hash, cancellationToken))
        {
            throw new IOException("A file was stored that is not equal to the one it was copied from.");
        }
    }

    private async Task<bool> IsEqualAsync(MediaKey key, long length, byte[] hash, CancellationToken cancellationToken)
    {
        await using var file = await store.OpenAsync(key, cancellationToken);
        if (file is null || file.Length != length)
        {
            return false;
        }

        var found = await SHA256.HashDataAsync(file.Content, cancellationToken);
        return found.AsSpan().SequenceEqual(hash);
    }
}
