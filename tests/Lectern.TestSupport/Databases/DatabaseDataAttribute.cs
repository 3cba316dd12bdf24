using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Lectern.TestSupport.Databases;

/// <summary>
/// One row for each <see cref="DatabaseEngine"/>, which is the test's only parameter. An engine that is not here shows as skipped
/// with the reason, so that nobody takes its silence for success.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseDataAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Enum.GetValues<DatabaseEngine>().Select(Row)]);

    public override bool SupportsDiscoveryEnumeration() => true;

    private static TheoryDataRow<DatabaseEngine> Row(DatabaseEngine engine) =>
        new(engine) { Skip = TestEngine.Of(engine).WhyNotHere };
}
