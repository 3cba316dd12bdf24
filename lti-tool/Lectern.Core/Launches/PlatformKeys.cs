namespace Lectern.Core.Launches;

/// <summary>What a platform wrote, as the key of a row: its columns hold ASCII of at most 255 characters.</summary>
internal static class PlatformKeys
{
    /// <summary>Null when it can be no key.</summary>
    internal static string? Of(string? text) => text?.Trim() is { Length: > 0 and <= 255 } key && key.All(letter => letter is >= ' ' and <= '~') ? key : null;
}
