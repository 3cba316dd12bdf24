using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>How an item is opened in a window of its own.</summary>
/// <param name="TargetName">Name of the window, or null.</param>
/// <param name="Width">Pixels, or null.</param>
/// <param name="Height">Pixels, or null.</param>
/// <param name="WindowFeatures">Comma-separated as in <c>window.open</c>, or null.</param>
public sealed record ContentWindow(string? TargetName = null, int? Width = null, int? Height = null, string? WindowFeatures = null)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        json.Put("targetName", TargetName);
        json.Put("width", Width);
        json.Put("height", Height);
        json.Put("windowFeatures", WindowFeatures);
        return json;
    }
}
