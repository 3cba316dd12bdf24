namespace Lectern.EndToEnd.Tests.Browser;

internal static class Faults
{
    /// <summary>Says all of them when there are any.</summary>
    public static void None(IReadOnlyCollection<string> found) => Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
}
