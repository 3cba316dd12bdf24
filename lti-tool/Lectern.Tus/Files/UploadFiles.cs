namespace Lectern.Tus.Files;

/// <summary>The files of one upload. Names are made of the id alone, so no path can leave the root.</summary>
internal sealed class UploadFiles(string root, Guid id)
{
    public const string InfoExtension = ".json";

    /// <summary>The bytes.</summary>
    public string Data { get; } = Path.Combine(root, $"{id:N}.data");

    /// <summary>How many of the bytes count.</summary>
    public string Offset { get; } = Path.Combine(root, $"{id:N}.offset");

    /// <summary>What never changes. An upload exists while this file does.</summary>
    public string Info { get; } = Path.Combine(root, $"{id:N}{InfoExtension}");

    /// <summary>The length, where it was told later.</summary>
    public string Length { get; } = Path.Combine(root, $"{id:N}.length");

    /// <summary>One of the other files on its way to its name.</summary>
    public string New { get; } = Path.Combine(root, $"{id:N}.new");

    /// <summary>The id a file belongs to, or null when the name is none of ours.</summary>
    public static Guid? IdOf(string path) => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var id) ? id : null;
}
