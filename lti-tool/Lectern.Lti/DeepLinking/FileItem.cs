using System.Text.Json.Nodes;
using Lectern.Lti.Http;

namespace Lectern.Lti.DeepLinking;

/// <summary>A file the platform downloads.</summary>
/// <param name="Url">Its address; short-lived is enough.</param>
public sealed record FileItem(string Url) : ContentItem
{
    /// <summary>The name of this type.</summary>
    public const string TypeName = "file";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Until when the address works.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal override bool IsComplete => Origin.Of(Url) is not null;

    private protected override void Write(JsonObject json)
    {
        json.Put("url", Url);
        json.Put("expiresAt", ExpiresAt);
    }
}
