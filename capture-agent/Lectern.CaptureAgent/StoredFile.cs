using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lectern.CaptureAgent;

/// <summary>A JSON file that others replace while we run. What can't be read leaves what was read before.</summary>
internal sealed class StoredFile<T>(string path, JsonTypeInfo<T> type)
    where T : class
{
    private (DateTime Written, long Length) seen;
    private T? last;

    /// <summary>What the file says now; <see langword="null"/> while there was none. One caller at a time.</summary>
    public T? Read()
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && (file.LastWriteTimeUtc, file.Length) is var now && now != seen)
            {
                last = JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? last;
                seen = now;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
        }

        return last;
    }
}
