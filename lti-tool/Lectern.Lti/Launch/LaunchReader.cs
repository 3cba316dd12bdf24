using System.Text.Json;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Http;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch;

/// <summary>Reads the claims of a launch that passed the checks. What only informs (names, labels, presentation) is read tolerantly.</summary>
internal static class LaunchReader
{
    public static LtiLaunch Read(LtiRegistration registration, LoginState login, JsonElement claims) => new()
    {
        Registration = registration,
        Login = login,
        DeploymentId = claims.Text(Claims.DeploymentId)!,
        Subject = claims.Text("sub")!,
        MessageType = MessageTypes.Find(claims.Text(Claims.MessageType))!.Value,
        TargetLinkUri = claims.Text(Claims.TargetLinkUri)!,
        Context = Context(claims.Object(Claims.Context)),
        ResourceLink = IsDeepLinking(claims) ? null : ResourceLink(claims.Object(Claims.ResourceLink)),
        Roles = new LtiRoles(claims.Texts(Claims.Roles)),
        Person = new PersonClaims(claims.Filled("name"), claims.Filled("given_name"), claims.Filled("family_name"), claims.Filled("email"), claims.Filled("locale")),
        Presentation = Presentation(claims.Object(Claims.LaunchPresentation)),
        Custom = CustomParameters.Read(claims.Object(Claims.Custom)),
        Lis = Lis(claims.Object(Claims.Lis)),
        Platform = Platform(claims.Object(Claims.ToolPlatform)),
        DeepLinking = DeepLinkingSettings.Read(claims.Get(Claims.DeepLinkingSettings)),
        ForUser = claims.Object(Claims.ForUser) is { } forUser && forUser.Filled("user_id") is { } userId ? new ForUserClaim(userId, forUser) : null,
        ServiceOrigins = PlatformOrigins.Of(claims),
        RawClaims = claims,
    };

    /// <summary>launch_presentation.return_url, when it is a web address.</summary>
    public static string? ReturnUrl(JsonElement claims) =>
        claims.Object(Claims.LaunchPresentation)?.Text("return_url") is { } url && Origin.Of(url) is not null ? url : null;

    // Blackboard fills in a made-up link where somebody only chooses content; it must not become one of ours.
    private static bool IsDeepLinking(JsonElement claims) => MessageTypes.Find(claims.Text(Claims.MessageType)) is LtiMessageType.DeepLinking;

    // A context without an id can't be told from any other: the launch opens outside of a course.
    public static ContextClaim? Context(JsonElement? claim) =>
        claim is { } context && context.Filled("id") is { } id ? new ContextClaim(id, context.Filled("label"), context.Filled("title"), context.Texts("type")) : null;

    private static ResourceLinkClaim? ResourceLink(JsonElement? claim) =>
        claim is { } link && link.Filled("id") is { } id ? new ResourceLinkClaim(id, link.Filled("title"), link.Filled("description")) : null;

    private static LaunchPresentationClaim Presentation(JsonElement? claim) =>
        new(claim?.Text("return_url") is { } url && Origin.Of(url) is not null ? url : null, claim?.Filled("document_target"), claim?.Filled("locale"));

    private static LisClaim Lis(JsonElement? claim) =>
        new(claim?.Filled("course_section_sourcedid"), claim?.Filled("course_offering_sourcedid"), claim?.Filled("person_sourcedid"));

    private static ToolPlatformClaim Platform(JsonElement? claim) =>
        new(claim?.Filled("guid"), claim?.Filled("name"), claim?.Filled("product_family_code"), claim?.Filled("version"));
}
