namespace Lectern.Host.Backups;

/// <param name="Path">From the backup's folder, with forward slashes.</param>
/// <param name="Sha256">Hexadecimal.</param>
/// <param name="Modified">When the original was written: with the size, what tells a media file that need not be copied again.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256, DateTime Modified);
