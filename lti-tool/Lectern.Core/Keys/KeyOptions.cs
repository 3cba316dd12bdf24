using Lectern.Core.Storage;

namespace Lectern.Core.Keys;

/// <summary>Where the key lies that encrypts our keys in the database.</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary>Default: beside the data folder, with its name and <c>.key</c>. Every machine of one installation needs the same file.</summary>
    public string? KeyFile { get; set; }

    public string PathWith(StorageOptions storage) =>
        Path.GetFullPath(string.IsNullOrWhiteSpace(KeyFile) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(storage.DataFolder)) + ".key" : KeyFile);
}
