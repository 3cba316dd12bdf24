using System.ComponentModel.DataAnnotations;

namespace Lectern.Web;

/// <summary>How the world reaches Lectern.</summary>
public sealed class WebOptions : IValidatableObject
{
    /// <summary>
    /// The address that people and platforms use, such as <c>https://video.example.edu</c>, without a path. Required;
    /// https everywhere but on the machine itself.
    /// </summary>
    [Required]
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// Hosts (<c>name</c> or <c>name:port</c>) whose platforms may be reached by http and at private addresses. Default none.
    /// For a practice LMS, and for an LMS inside the campus network.
    /// </summary>
    public string[] AllowedInsecureHosts { get; set; } = [];

    /// <summary>A whole address of ours.</summary>
    public string Address(string path) => new Uri(new Uri(PublicUrl), path).AbsoluteUri;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/")
        {
            yield return new ValidationResult("PublicUrl has to be an address such as https://video.example.edu, without a path.", [nameof(PublicUrl)]);
        }
        else if (url.Scheme == "http" && !url.IsLoopback)
        {
            yield return new ValidationResult("PublicUrl has to begin with https: browsers give Lectern no sign-in over http, except on the machine itself.", [nameof(PublicUrl)]);
        }
    }
}
