using System.Globalization;
using Lectern.Lti.Services;

namespace Lectern.Lti.Memberships;

/// <summary>Which members are wanted (Names and Role Provisioning Services 2.0 §2.4).</summary>
public sealed record MembershipQuery
{
    /// <summary>Only members with this context role: a full address or a short name such as <c>Learner</c>. Null for all.</summary>
    public string? Role { get; init; }

    /// <summary>
    /// Only members who can open this link, each with its message; null for all. On Moodle this follows access restrictions, which is the only way to learn who is in a
    /// section. A link that is gone gives LTI-068.
    /// </summary>
    public string? ResourceLinkId { get; init; }

    /// <summary>Most members a page. Default 200: a platform that puts thousands on one page exceeds what is read of an answer. The platform may give fewer. Null leaves it to the platform.</summary>
    public int? Limit { get; init; } = 200;

    /// <summary>Asks for each member's groups (Course Groups 1.0 §3.5). Default false.</summary>
    public bool IncludeGroups { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Filters() => ServiceAddress.Filled(("role", Role), ("rlid", ResourceLinkId), ("groups", IncludeGroups ? "true" : null));

    internal IReadOnlyList<KeyValuePair<string, string>> PageSize() => ServiceAddress.Filled(("limit", Limit?.ToString(CultureInfo.InvariantCulture)));
}
