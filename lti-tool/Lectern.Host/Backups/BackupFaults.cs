using System.Globalization;
using Lectern.Core;

namespace Lectern.Host.Backups;

/// <summary>What can keep a backup or a restore from being made, each with its code.</summary>
internal static class BackupFaults
{
    internal static OperatorException Inside(string folder) => new(
        "BAK-001", $"{folder} lies inside what is backed up. Name a folder outside the data and media folders, best on another disk.");

    internal static OperatorException NotOurs() => new(
        "BAK-002", "SQL Server makes its own backups. Back up its database there, and then the media folder, received in the data folder, and the key file, in this order.");

    internal static OperatorException Busy(string folder, Exception inner) => new(
        "BAK-003", $"Another backup into {folder} is under way. Let it end first.", inner);

    internal static OperatorException NoSet(string folder) => new(
        "BAK-004", $"There is no whole backup in {folder}. One that was interrupted has no {BackupManifest.FileName}.");

    internal static OperatorException Damaged(IReadOnlyList<string> files) => new(
        "BAK-005",
        string.Create(CultureInfo.InvariantCulture, $"The backup is not what was written: {files.Count} of its files are missing or changed, such as {string.Join(", ", files.Take(3))}. Nothing was changed here; take another backup."));

    internal static OperatorException OtherEngine(string made, string here) => new(
        "BAK-006", $"The backup is one of {made}, and Database:Engine is {here}. Nothing was changed; set the engine of the backup.");

    internal static OperatorException Newer(string version) => new(
        "BAK-007", $"The backup was made by version {version}, which is newer than this one. Nothing was changed; restore it with that version or a later one.");

    internal static OperatorException NotEmpty(string what) => new(
        "BAK-008", $"There is something here already: {what}. Nothing was changed. To put the backup in its place, say --replace.");

    internal static OperatorException Running(string what) => new(
        "BAK-009", $"Lectern is running: {what}. Nothing was changed; stop it first.");

    internal static OperatorException ToolMissing(string program, Exception inner) => new(
        "BAK-010", $"{program} is not on this machine's PATH. Nothing was changed; install the PostgreSQL client programs (on Debian: postgresql-client).", inner);

    internal static OperatorException ToolFailed(string program, string words, Exception inner) => new(
        "BAK-011", $"{program} did not do its work: {words}", inner);

    internal static OperatorException Interrupted(string set) => new(
        "BAK-012", $"A restore of {set} was interrupted, and what lies here is neither old nor new. Run lectern restore {set} again; it goes on where it stopped.");

    internal static OperatorException NoDatabase(string message, Exception inner) => new(
        "BAK-013", $"The database can't be reached: {message}", inner);

    internal static OperatorException Restoring(Exception inner) => new(
        "BAK-014", "A restore is under way. Lectern can start when it is done.", inner);
}
