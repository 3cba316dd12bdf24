using System.Text.Json.Nodes;
using Lectern.Lti.Http;

namespace Lectern.Lti.DeepLinking;

/// <summary>A link back into this tool. Some platforms keep the address, others the custom parameters: put the identity of what is linked into both.</summary>
public sealed record LtiResourceLinkItem : ContentItem
{
    /// <summary>The name of this type.</summary>
    public const string TypeName = "ltiResourceLink";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>The launch's target; null for the tool's default, which does not survive a move to another site of some platforms.</summary>
    public string? Url { get; init; }

    /// <summary>Custom parameters of the launch.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>The grade column, or null for none.</summary>
    public ContentLineItem? LineItem { get; init; }

    /// <summary>Shown inside a page.</summary>
    public ContentFrame? Frame { get; init; }

    /// <summary>Opened in a window.</summary>
    public ContentWindow? Window { get; init; }

    /// <summary>When it is open to learners.</summary>
    public ContentPeriod? Available { get; init; }

    /// <summary>When learners may hand in.</summary>
    public ContentPeriod? Submission { get; init; }

    internal override bool IsComplete => (Url is null || Origin.Of(Url) is not null) && LineItem is null or { ScoreMaximum: > 0 and < double.PositiveInfinity };

    private protected override void Write(JsonObject json)
    {
        json.Put("url", Url);
        json.Put("custom", Custom.Count == 0 ? null : new JsonObject(Custom.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))));
        json.Put("lineItem", LineItem?.ToJson());
        json.Put("iframe", Frame?.ToJson());
        json.Put("window", Window?.ToJson());
        json.Put("available", Available?.ToJson());
        json.Put("submission", Submission?.ToJson());
    }
}
