using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lectern.Lti.Keys;
using Lectern.Lti.Launch;

namespace Lectern.Lti.DeepLinking;

/// <summary>The answer to a deep linking request: a form the browser posts (Deep Linking 2.0 §4.5). No record, so that no log prints the token.</summary>
public sealed class DeepLinkingResponse
{
    /// <summary>The form's only field.</summary>
    public const string FieldName = "JWT";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private DeepLinkingResponse(string returnUrl, string jwt)
    {
        ReturnUrl = returnUrl;
        Jwt = jwt;
    }

    /// <summary>The form's target.</summary>
    public string ReturnUrl { get; }

    /// <summary>The field's value.</summary>
    public string Jwt { get; }

    /// <summary>Checks the items against what the platform takes, and signs.</summary>
    /// <param name="facts">The launch that asked; null when it did not ask for content.</param>
    /// <param name="items">What was chosen; empty when the person chose nothing.</param>
    /// <param name="signer">This tool's keys.</param>
    /// <param name="now">The present.</param>
    /// <param name="messages">Words that go with it.</param>
    /// <returns>The response; or LTI-050 to LTI-054.</returns>
    public static LtiResult<DeepLinkingResponse> Create(
        DeepLinkingFacts? facts,
        IReadOnlyList<ContentItem> items,
        ToolKeySet signer,
        DateTimeOffset now,
        DeepLinkingMessages? messages = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(signer);
        if (facts is null)
        {
            return Rejections.DeepLinkingNotAsked;
        }

        return Refuse(items, facts.Settings) is { } rejection
            ? rejection
            : new DeepLinkingResponse(facts.Settings.ReturnUrl, signer.Sign(Payload(facts, items, now, messages ?? new DeepLinkingMessages())));
    }

    private static Rejection? Refuse(IReadOnlyList<ContentItem> items, DeepLinkingSettings settings)
    {
        if (items.FirstOrDefault(item => !settings.AcceptTypes.Contains(item.Type, StringComparer.Ordinal)) is { } foreign)
        {
            return Rejections.ContentTypeNotAccepted.With(foreign.Type);
        }

        if (items.Count > 1 && !settings.AcceptMultiple)
        {
            return Rejections.OneItemOnly.With($"{items.Count} items");
        }

        if (settings.AcceptLineItem == false && items.Any(item => item is LtiResourceLinkItem { LineItem: not null }))
        {
            return Rejections.LineItemNotAccepted;
        }

        return items.FirstOrDefault(item => !item.IsComplete) is { } incomplete ? Rejections.ContentItemIncomplete.With(incomplete.Type) : null;
    }

    private static JsonObject Payload(DeepLinkingFacts facts, IReadOnlyList<ContentItem> items, DateTimeOffset now, DeepLinkingMessages messages)
    {
        // Moodle allows its tools no clock difference at all, and lets nbf stand for iat; Blackboard wants sub.
        var backdated = now.AddSeconds(-60).ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["iss"] = facts.ClientId,
            ["sub"] = facts.ClientId,
            ["aud"] = facts.Issuer,
            ["iat"] = backdated,
            ["nbf"] = backdated,
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["nonce"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            [Claims.DeploymentId] = facts.DeploymentId,
            [Claims.MessageType] = MessageTypes.DeepLinkingResponse,
            [Claims.Version] = Claims.Version13,
            [Claims.ContentItems] = new JsonArray([.. items.Select(item => item.ToJson())]),
        };
        payload.Put(Claims.DeepLinkingData, facts.Settings.Data);
        payload.Put(Claims.DeepLinkingMessage, messages.Message);
        payload.Put(Claims.DeepLinkingLog, messages.Log);
        payload.Put(Claims.DeepLinkingErrorMessage, messages.ErrorMessage);
        payload.Put(Claims.DeepLinkingErrorLog, messages.ErrorLog);
        return payload;
    }
}
