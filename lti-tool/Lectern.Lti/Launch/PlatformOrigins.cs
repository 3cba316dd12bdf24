using System.Text.Json;
using Lectern.Lti.Http;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch;

/// <summary>Origins of the addresses a platform gives in a launch. Its issuer is often not where its pages live.</summary>
internal static class PlatformOrigins
{
    private static readonly (string Claim, string Member)[] Addresses =
    [
        (Claims.LaunchPresentation, "return_url"),
        (Claims.DeepLinkingSettings, "deep_link_return_url"),
        (Claims.GradesEndpoint, "lineitems"),
        (Claims.GradesEndpoint, "lineitem"),
        (Claims.NamesRoleService, "context_memberships_url"),
        (Claims.GroupsService, "context_groups_url"),
        (Claims.GroupsService, "context_group_sets_url"),
        (Claims.NotificationService, "platform_notification_service_url"),
    ];

    public static IReadOnlyList<string> Of(JsonElement claims) =>
    [
        .. Addresses
            .Select(address => Origin.Of(claims.Object(address.Claim)?.Text(address.Member)))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];
}
