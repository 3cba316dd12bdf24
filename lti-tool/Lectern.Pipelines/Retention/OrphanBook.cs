using System.Text.Json;
using Lectern.Pipelines.Engine;

namespace Lectern.Pipelines.Retention;

/// <summary>Since when each unnamed version folder has been found so, over restarts. Losing the book only keeps folders longer.</summary>
internal sealed class OrphanBook(NodeLease lease)
{
    private string Path => System.IO.Path.Combine(lease.Folder, lease.Name + ".orphans.json");

    public async Task<Dictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(Path);
            return await JsonSerializer.DeserializeAsync<Dictionary<string, DateTimeOffset>>(file, cancellationToken: cancellationToken) ?? [];
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return [];
        }
    }

    public async Task WriteAsync(Dictionary<string, DateTimeOffset> seen, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(lease.Folder);
        var temporary = Path + ".new";
        await File.WriteAllBytesAsync(temporary, JsonSerializer.SerializeToUtf8Bytes(seen), cancellationToken);
        File.Move(temporary, Path, overwrite: true);
    }
}
