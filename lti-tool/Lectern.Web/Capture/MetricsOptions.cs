using System.ComponentModel.DataAnnotations;

namespace Lectern.Web.Capture;

/// <summary>Who may read the rooms' figures.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>What <c>Authorization: Bearer</c> has to bring to <c>/metrics</c>, at least 16 characters. Without one nobody reads them. Default none.</summary>
    [MinLength(16)]
    public string? Token { get; set; }
}
