namespace Lectern.Core.Storage;

/// <summary>Where finished files live. A file under a key is whole or not there, and never changes once it was published.</summary>
public interface IMediaStore
{
    /// <summary>Stores a copy of <paramref name="content"/>; a file of that key is replaced. Safe to repeat.</summary>
    Task PutAsync(MediaKey key, Stream content, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a local file and removes it from where it was. Safe to repeat after a crash:
    /// when the local file is gone and the key is there, the move was done before.
    /// </summary>
    Task MoveInAsync(MediaKey key, string localFile, CancellationToken cancellationToken);

    /// <summary>Opens a file for reading, or returns null when there is none.</summary>
    Task<MediaFile?> OpenAsync(MediaKey key, CancellationToken cancellationToken);

    /// <summary>
    /// A path under which a child process can read the file: the file itself where it lies on a local disk,
    /// else a copy in <paramref name="scratchFolder"/>.
    /// </summary>
    Task<string> GetLocalPathAsync(MediaKey key, string scratchFolder, CancellationToken cancellationToken);

    /// <summary>The names directly under a folder.</summary>
    Task<IReadOnlyList<string>> ListAsync(MediaKey folder, CancellationToken cancellationToken);

    /// <summary>Removes a folder and all in it. Nothing happens when it is not there.</summary>
    Task DeleteFolderAsync(MediaKey folder, CancellationToken cancellationToken);

    /// <summary>
    /// A folder from which <see cref="MoveInAsync"/> only renames, or null where the store has none. Files in it belong to nobody, and backups leave
    /// it out.
    /// </summary>
    string? NearbyFolder => null;

    /// <summary>How names of files begin that are not stored yet.</summary>
    const string TemporaryPrefix = ".tmp-";

    /// <summary>Bytes that can still be stored, or null where the store knows no limit.</summary>
    long? FreeBytes { get; }
}
