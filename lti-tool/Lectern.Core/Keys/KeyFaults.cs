namespace Lectern.Core.Keys;

/// <summary>What can be wrong with the key file, each with its code.</summary>
internal static class KeyFaults
{
    internal static OperatorException Missing(string path) => new(
        "KEY-001",
        $"The key file {path} is missing, and the keys in the database can't be read without it. Put it back from your backup, or name where it lies in Keys:KeyFile.");

    internal static OperatorException OtherKey(string here, string there) => new(
        "KEY-002",
        $"The key file is another one than what encrypted the keys in the database (here {here}, there {there}). Put the right one back from your backup, or name where it lies in Keys:KeyFile.");

    internal static OperatorException Unreadable(string path, string why, Exception? inner = null) => new(
        "KEY-003",
        $"The key file {path} can't be read: {why} Put it back from your backup, readable by Lectern's user.",
        inner);

    internal static OperatorException Damaged(string place, Exception? inner = null) => new(
        "KEY-004",
        $"The key {place} in the database was changed since Lectern wrote it, and is not used. Put the database back from your backup.",
        inner);

    internal static OperatorException NotMade(string path, Exception inner) => new(
        "KEY-005",
        $"The key file {path} can't be made: {inner.Message} Name a place that Lectern may write to in Keys:KeyFile.",
        inner);
}
