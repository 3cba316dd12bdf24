using System.Collections.Concurrent;

namespace Lectern.Lti.Tests.Support;

/// <summary>Asserts refusals and remembers which test asserted which code, so that <see cref="RefusesAttribute"/> can hold the test to its word.</summary>
internal static class Refusal
{
    private static readonly ConcurrentDictionary<(string Test, string Code), bool> Asserted = new();

    public static Rejection Is<T>(Rejection expected, LtiResult<T> result)
        where T : class
    {
        Assert.False(result.IsAccepted, $"{expected.Code} was expected, but it was accepted.");
        return Is(expected, result.Rejection);
    }

    public static Rejection Is(Rejection expected, Rejection? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Code.Value, actual.Code.Value);
        Asserted[(TestContext.Current.Test!.UniqueID, expected.Code.Value)] = true;
        return actual;
    }

    public static bool WasAsserted(string test, string code) => Asserted.ContainsKey((test, code));
}
