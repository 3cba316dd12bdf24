using System.Text.Json.Nodes;
using Lectern.Lti.Http;

namespace Lectern.Lti.DeepLinking;

/// <summary>A picture.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Width">Pixels, or null.</param>
/// <param name="Height">Pixels, or null.</param>
public sealed record ImageItem(string Url, int? Width = null, int? Height = null) : ContentItem
{
    /// <summary>The name of this type.</summary>
    public const string TypeName = "image";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override bool IsComplete => Origin.Of(Url) is not null;

    private protected override void Write(JsonObject json)
    {
        json.Put("url", Url);
        json.Put("width", Width);
        json.Put("height", Height);
    }
}
