using Lectern.Core.Imports;
using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    public static Refusal ImportUnreadable { get; } = new(
        "IMP-002",
        StatusCodes.Status400BadRequest,
        "This is no file to import",
        "It is neither CSV with a header nor a JSON list of objects, or its letters are not UTF-8. Nothing was changed.");

    public static Refusal ImportWithoutRows { get; } = new(
        "IMP-003",
        StatusCodes.Status400BadRequest,
        "There is nothing to import",
        "There are no rows in the file. Nothing was changed.");

    public static Refusal ImportColumnUnknown { get; } = new(
        "IMP-004",
        StatusCodes.Status400BadRequest,
        "A column doesn't belong here",
        "No such column belongs here: {0}. Nothing was changed.");

    public static Refusal ImportUnclear { get; } = new(
        "IMP-006",
        StatusCodes.Status400BadRequest,
        "The address doesn't say what to do",
        "It needs kind, which is Terms, Departments, Courses, Sections or People, and may have dryRun, which is true or false. Nothing was changed.");

    internal const int LargestMegabytes = 8;

    public static Refusal ImportTooLarge { get; } = new(
        "IMP-007",
        StatusCodes.Status413PayloadTooLarge,
        "The file is too large",
        "At most {0} MB and {1} rows go at once. Nothing was changed. Send it in parts by whole courses.");

    /// <summary>It may be unknown, revoked or another platform's; which of them is not said.</summary>
    public static Refusal ImportKeyUnusable { get; } = new(
        "IMP-008",
        StatusCodes.Status401Unauthorized,
        "This key opens nothing here",
        "Send a key for imports into this platform as Authorization: Bearer. Whoever runs Lectern makes one on the platform's import page.");

    internal static Refusal Of(ImportFault fault) => fault.Kind switch
    {
        ImportFaultKind.NoRows => ImportWithoutRows,
        ImportFaultKind.UnknownColumn => ImportColumnUnknown.With(fault.Detail!),
        ImportFaultKind.TooMany => ImportTooLarge.With(LargestMegabytes, ImportFile.MostRows),
        _ => ImportUnreadable,
    };
}
