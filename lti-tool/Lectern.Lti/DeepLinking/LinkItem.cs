using System.Text.Json.Nodes;
using Lectern.Lti.Http;

namespace Lectern.Lti.DeepLinking;

/// <summary>A plain link.</summary>
/// <param name="Url">Its address.</param>
public sealed record LinkItem(string Url) : ContentItem
{
    /// <summary>The name of this type.</summary>
    public const string TypeName = "link";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>HTML that shows the link's content.</summary>
    public string? EmbedHtml { get; init; }

    /// <summary>Shown inside a page.</summary>
    public ContentFrame? Frame { get; init; }

    /// <summary>Opened in a window.</summary>
    public ContentWindow? Window { get; init; }

    internal override bool IsComplete => Origin.Of(Url) is not null;

    private protected override void Write(JsonObject json)
    {
        json.Put("url", Url);
        json.Put("embed", EmbedHtml is null ? null : new JsonObject { ["html"] = EmbedHtml });
        json.Put("iframe", Frame?.ToJson());
        json.Put("window", Window?.ToJson());
    }
}
