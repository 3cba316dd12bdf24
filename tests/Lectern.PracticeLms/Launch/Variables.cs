using System.Globalization;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>The substitution variables Moodle knows; a name that is not here stays the literal text.</summary>
internal static class Variables
{
    private static readonly Dictionary<string, Func<LaunchRecord, string?>> Known = new(StringComparer.Ordinal)
    {
        ["Context.id"] = launch => launch.Course.Id,
        ["Context.title"] = launch => launch.Course.Title,
        ["Context.label"] = launch => launch.Course.Label,
        ["Context.id.history"] = launch => string.Join(',', launch.Course.History),
        ["Context.sourcedId"] = launch => launch.Course.SourcedId,
        ["Context.longDescription"] = _ => "",
        ["Context.timeFrame.begin"] = launch => launch.Course.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["CourseSection.title"] = launch => launch.Course.Title,
        ["CourseSection.label"] = launch => launch.Course.Label,
        ["CourseSection.sourcedId"] = launch => launch.Course.SourcedId,
        ["CourseSection.longDescription"] = _ => "",
        ["CourseSection.timeFrame.begin"] = launch => Iso(launch.Course.Start),
        ["CourseSection.timeFrame.end"] = launch => Iso(launch.Course.End),
        ["ResourceLink.id"] = launch => launch.Activity?.ResourceLinkId,
        ["ResourceLink.title"] = launch => launch.Activity?.Title,
        ["ResourceLink.description"] = launch => launch.Activity?.Text,
        ["User.id"] = launch => launch.Person.Id,
        ["User.username"] = launch => launch.Person.UserName,
        ["Person.name.full"] = launch => launch.Tool.SendsNames ? launch.Person.Name : null,
        ["Person.name.given"] = launch => launch.Tool.SendsNames ? launch.Person.GivenName : null,
        ["Person.name.family"] = launch => launch.Tool.SendsNames ? launch.Person.FamilyName : null,
        ["Person.name.middle"] = _ => "",
        ["Person.email.primary"] = launch => launch.Tool.SendsEmail ? launch.Person.Email : null,
        ["Person.sourcedId"] = launch => launch.Person.SourcedId,
        ["Person.address.street1"] = _ => "",
        ["Person.address.locality"] = _ => "",
        ["Person.address.country"] = _ => "",
        ["Person.address.timezone"] = _ => "99",
        ["Person.phone.primary"] = _ => "",
        ["Person.phone.mobile"] = _ => "",
        ["Person.webaddress"] = _ => "",
        ["Membership.role"] = launch => string.Join(',', LaunchRoles.Of(launch.Person, launch.Course)),
        ["Moodle.Person.userGroupIds"] = launch => string.Join(',', launch.Course.EnrolmentOf(launch.Person)?.SectionIds ?? []),
    };

    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>
    /// A value that begins with <c>$</c> and names a known variable becomes its value, null where there is none (a
    /// resource link during content selection). A leading backslash protects the dollar.
    /// </summary>
    public static string? Substitute(string value, LaunchRecord launch) => value switch
    {
        ['\\', '$', ..] => value[1..],
        ['$', ..] when Known.TryGetValue(value[1..], out var read) => read(launch),
        _ => value,
    };

    private static string Iso(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
