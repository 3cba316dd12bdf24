using System.Text.Json;
using Lectern.Core.Storage;

namespace Lectern.Host.Backups;

/// <summary>What a backup holds. It is written last: a folder without it is no backup.</summary>
/// <param name="Format">1.</param>
/// <param name="Version">The version of Lectern that made it.</param>
/// <param name="Engine">The database's engine.</param>
/// <param name="Migration">The last migration of the database in it.</param>
/// <param name="KeyId">Which key file is in it.</param>
internal sealed record BackupManifest(
    int Format, string Version, DateTimeOffset MadeAt, DatabaseEngine Engine, string Migration, string KeyId, IReadOnlyList<BackupFile> Files)
{
    internal const string FileName = "lectern-backup.json";
    internal const int ThisFormat = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    internal async Task WriteAsync(string set, CancellationToken cancellationToken)
    {
        var (target, temporary) = (Path.Combine(set, FileName), Path.Combine(set, FileName + ".new"));
        await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(file, this, s_json, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        DurableFiles.Move(temporary, target);
    }

    /// <summary>Null for a folder that is no whole backup.</summary>
    internal static async Task<BackupManifest?> TryReadAsync(string set, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(set, FileName));
            return await JsonSerializer.DeserializeAsync<BackupManifest>(file, s_json, cancellationToken) is { Files: not null } read ? read : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
