using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Notices;

/// <summary>Where a deployment's notice handlers are set (Platform Notification Service 1.0). Fit to be stored.</summary>
/// <param name="Scopes">What the platform grants.</param>
/// <param name="Address">Address of the handlers; another one for each deployment.</param>
/// <param name="NoticeTypes">What the platform can tell, such as <see cref="ContextCopyNotice.TypeName"/>.</param>
public sealed record NoticesEndpoint(IReadOnlyList<string> Scopes, string Address, IReadOnlyList<string> NoticeTypes)
{
    internal static NoticesEndpoint? Read(JsonElement claims) =>
        claims.Object(Claims.NotificationService) is { } claim && claim.Address("platform_notification_service_url") is { } address
            ? new NoticesEndpoint(claim.Texts("scope"), address, claim.Texts("notice_types_supported"))
            : null;
}
