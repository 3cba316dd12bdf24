using System.Reflection;

namespace Lectern.Tus.Tests.Server;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_refusal_has_a_test()
    {
        var tested = typeof(CatalogueTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public))
            .Where(m => m.GetCustomAttributes<FactAttribute>().Any())
            .SelectMany(m => m.GetCustomAttributes<TraitAttribute>())
            .Where(t => t.Name == "Refusal")
            .Select(t => t.Value);

        Assert.Equal(TusProblems.All.Select(p => p.Code), tested.Distinct().Order());
    }

    [Fact]
    public void Codes_are_unique_and_in_our_range()
    {
        var codes = TusProblems.All.Select(p => p.Code).ToList();

        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, c => Assert.Matches("^UPL-0[0-4][0-9]$", c));
    }
}
