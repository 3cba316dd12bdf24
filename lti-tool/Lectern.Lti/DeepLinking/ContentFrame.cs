using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>How an item is shown inside a page.</summary>
/// <param name="Width">Pixels, or null.</param>
/// <param name="Height">Pixels, or null.</param>
/// <param name="Src">The frame's address; only for links, whose own address may not be framable.</param>
public sealed record ContentFrame(int? Width = null, int? Height = null, string? Src = null)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        json.Put("src", Src);
        json.Put("width", Width);
        json.Put("height", Height);
        return json;
    }
}
