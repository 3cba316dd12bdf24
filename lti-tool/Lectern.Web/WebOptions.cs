namespace Lectern.Web;

/// <summary>How the world reaches Lectern.</summary>
public sealed class WebOptions
{
    /// <summary>
    /// The address that people and platforms use, such as <c>https://video.example.edu</c>, without a path. Required;
    /// https everywhere but on the machine itself.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// Hosts (<c>name</c> or <c>name:port</c>) whose platforms may be reached by http and at private addresses. Default none.
    /// For a practice LMS, and for an LMS inside the campus network.
    /// </summary>
    public string[] AllowedInsecureHosts { get; set; } = [];

    /// <summary>A whole address of ours.</summary>
    public string Address(string path) => new Uri(new Uri(PublicUrl), path).AbsoluteUri;
}
