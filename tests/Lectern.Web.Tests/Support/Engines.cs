using Lectern.TestSupport.Databases;

namespace Lectern.Web.Tests.Support;

/// <summary>Rows of a theory for each engine that is here; each that is not shows once as skipped, with the reason.</summary>
internal static class Engines
{
    public static IEnumerable<TheoryDataRow<DatabaseEngine, string>> Each(IEnumerable<string> names) =>
        Enum.GetValues<DatabaseEngine>().SelectMany(engine => Of(engine, names));

    private static IEnumerable<TheoryDataRow<DatabaseEngine, string>> Of(DatabaseEngine engine, IEnumerable<string> names) =>
        TestDatabase.WhyNotHere(engine) is { } reason
            ? [new TheoryDataRow<DatabaseEngine, string>(engine, "all") { Skip = reason }]
            : names.Select(name => new TheoryDataRow<DatabaseEngine, string>(engine, name));
}
