namespace Lectern.Pipelines.Runs;

/// <summary>Names of version folders. They hold the time they were made, so that no store need know the age of a folder.</summary>
internal static class VersionName
{
    public static string New() => Guid.CreateVersion7().ToString("n");

    public static bool IsOne(string name) => Guid.TryParseExact(name, "n", out var id) && id.Version == 7;

    /// <summary>When the version was begun (RFC 9562 §5.7: the first 48 bits are milliseconds since 1970).</summary>
    public static DateTimeOffset? MadeAt(string name) =>
        IsOne(name) ? DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(name[..12], 16)) : null;
}
