using System.Text.Json;
using Lectern.Lti.Http;
using Lectern.Lti.Json;

namespace Lectern.Lti.DeepLinking;

/// <summary>What the platform takes as an answer (Deep Linking 2.0 §4.4.1).</summary>
/// <param name="ReturnUrl">Where the browser posts the answer; an http(s) address.</param>
/// <param name="AcceptTypes">The types of content items the platform takes.</param>
/// <param name="AcceptPresentationDocumentTargets">Where the platform can show an item.</param>
/// <param name="AcceptMultiple">Whether several items may come; false when the platform does not say.</param>
/// <param name="AcceptLineItem">Whether items may bring a line item; null when the platform does not say, which is no refusal.</param>
/// <param name="AutoCreate">Whether the platform stores what comes without asking again.</param>
/// <param name="AcceptMediaTypes">Media types for files, comma-separated.</param>
/// <param name="Title">The title the person typed so far.</param>
/// <param name="Text">The text the person typed so far.</param>
/// <param name="Data">Opaque to the tool, sent back as it came.</param>
public sealed record DeepLinkingSettings(
    string ReturnUrl,
    IReadOnlyList<string> AcceptTypes,
    IReadOnlyList<string> AcceptPresentationDocumentTargets,
    bool AcceptMultiple,
    bool? AcceptLineItem,
    bool AutoCreate,
    string? AcceptMediaTypes,
    string? Title,
    string? Text,
    string? Data)
{
    /// <summary>Without the return address and data, which may carry the platform's session key.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => $"{nameof(DeepLinkingSettings)} {{ {string.Join(',', AcceptTypes)} }}";

    internal static DeepLinkingSettings? Read(JsonElement? claim)
    {
        if (claim is not { ValueKind: JsonValueKind.Object } settings
            || settings.Text("deep_link_return_url") is not { } returnUrl
            || Origin.Of(returnUrl) is null
            || settings.Texts("accept_types") is not { Count: > 0 } acceptTypes)
        {
            return null;
        }

        return new DeepLinkingSettings(
            returnUrl,
            acceptTypes,
            settings.Texts("accept_presentation_document_targets"),
            settings.Flag("accept_multiple") ?? false,
            settings.Flag("accept_lineitem"),
            settings.Flag("auto_create") ?? false,
            MediaTypes(settings),
            settings.Filled("title"),
            settings.Filled("text"),
            settings.Text("data"));
    }

    // One comma-separated text by the specification; some platforms write a list, as for the other accept_ members.
    private static string? MediaTypes(JsonElement settings) =>
        settings.Text("accept_media_types") ?? (settings.Texts("accept_media_types") is { Count: > 0 } list ? string.Join(',', list) : null);
}
