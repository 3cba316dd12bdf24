namespace Lectern.Tus.Client;

/// <summary>How far an upload is, in bytes.</summary>
/// <param name="Sent">Handed to the network; can fall back when a connection breaks.</param>
/// <param name="Kept">Acknowledged by the server.</param>
/// <param name="Length">Size of the file.</param>
public readonly record struct TusProgress(long Sent, long Kept, long Length);
