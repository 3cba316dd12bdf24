using Lectern.Core.Contexts;

namespace Lectern.Core.Tests.Contexts;

public sealed class TermPatternTests
{
    [Theory]
    [InlineData("BIO101-2026A", "BIO101-2026A", true)]
    [InlineData("bio101-2026a", "BIO101-2026A", true)]
    [InlineData("BIO101", "BIO101-2026A", false)]
    [InlineData("*-2026A", "BIO101-2026A", true)]
    [InlineData("*-2026A", "BIO101-2026AB", false)]
    [InlineData("2026A*", "2026A-BIO", true)]
    [InlineData("2026A*", "x2026A-BIO", false)]
    [InlineData("*2026*A*", "BIO-2026-XA", true)]
    [InlineData("*2026*A*", "BIO-A-2026", false)]
    [InlineData("a*b*a", "aba", true)]
    [InlineData("a*b*ba", "aba", false)]
    [InlineData("*", "", true)]
    [InlineData("aa*aa", "aaa", false)]
    public void A_star_stands_for_any_letters(string pattern, string text, bool fits) => Assert.Equal(fits, TermPattern.Fits(pattern, text));
}
