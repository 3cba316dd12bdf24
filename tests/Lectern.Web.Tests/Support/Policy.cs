namespace Lectern.Web.Tests.Support;

internal static class Policy
{
    /// <summary>The content security policy by directive.</summary>
    public static IReadOnlyDictionary<string, string> Of(HttpResponseMessage response) =>
        Assert.Single(response.Headers.GetValues("Content-Security-Policy"))
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(directive => directive.Split(' ', 2))
            .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");
}
