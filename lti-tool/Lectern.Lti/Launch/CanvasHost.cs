namespace Lectern.Lti.Launch;

/// <summary>
/// Instructure copies a school's production to beta and test, with the same tools and client ids. Each has an issuer of its own, and a login also names its environment.
/// </summary>
internal static class CanvasHost
{
    /// <summary>The environment of a hosted issuer; null for every other one.</summary>
    public static string? EnvironmentOf(string issuer) => issuer switch
    {
        "https://canvas.instructure.com" => "production",
        "https://canvas.beta.instructure.com" => "beta",
        "https://canvas.test.instructure.com" => "test",
        _ => null,
    };
}
