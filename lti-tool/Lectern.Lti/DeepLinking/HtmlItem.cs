using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>A piece of HTML.</summary>
/// <param name="Html">The piece.</param>
public sealed record HtmlItem(string Html) : ContentItem
{
    /// <summary>The name of this type.</summary>
    public const string TypeName = "html";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override bool IsComplete => !string.IsNullOrWhiteSpace(Html);

    private protected override void Write(JsonObject json) => json.Put("html", Html);
}
