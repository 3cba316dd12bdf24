namespace Lectern.Lti.Tests.Support;

/// <summary>A request as <see cref="LoopbackPlatform"/> heard it.</summary>
internal sealed record Heard(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Target.Split('?')[0];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Query(string name) => System.Web.HttpUtility.ParseQueryString(new Uri("http://x" + Target).Query)[name];
}
