using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>Something that is put into a course (Deep Linking 2.0 §3).</summary>
public abstract record ContentItem
{
    private protected ContentItem()
    {
    }

    /// <summary>The type's name, compared with <c>accept_types</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Title in the course.</summary>
    public string? Title { get; init; }

    /// <summary>Description in the course.</summary>
    public string? Text { get; init; }

    /// <summary>Small picture.</summary>
    public ContentImage? Icon { get; init; }

    /// <summary>Larger picture.</summary>
    public ContentImage? Thumbnail { get; init; }

    /// <summary>Whether the item has what its type needs.</summary>
    internal abstract bool IsComplete { get; }

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = Type };
        json.Put("title", Title);
        json.Put("text", Text);
        json.Put("icon", Icon?.ToJson());
        json.Put("thumbnail", Thumbnail?.ToJson());
        Write(json);
        return json;
    }

    private protected abstract void Write(JsonObject json);
}
