using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>A picture of an item.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Width">Pixels, or null.</param>
/// <param name="Height">Pixels, or null.</param>
public sealed record ContentImage(string Url, int? Width = null, int? Height = null)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["url"] = Url };
        json.Put("width", Width);
        json.Put("height", Height);
        return json;
    }
}
