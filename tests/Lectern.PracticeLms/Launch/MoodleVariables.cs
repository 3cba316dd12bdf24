using System.Globalization;

namespace Lectern.PracticeLms.Launch;

/// <summary>What Moodle 4.5 substitutes. It has no term, and of sections only the ids of groups.</summary>
internal static class MoodleVariables
{
    public static IReadOnlyDictionary<string, Variable> All { get; } = new Dictionary<string, Variable>(Variables.Core(), StringComparer.Ordinal)
    {
        ["$Context.longDescription"] = (_, _) => "",
        ["$Context.timeFrame.begin"] = (launch, _) => launch.Course.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["$CourseSection.longDescription"] = (_, _) => "",
        ["$Person.name.middle"] = (_, _) => "",
        ["$Person.address.street1"] = (_, _) => "",
        ["$Person.address.locality"] = (_, _) => "",
        ["$Person.address.country"] = (_, _) => "",
        ["$Person.address.timezone"] = (_, _) => "99",
        ["$Person.phone.primary"] = (_, _) => "",
        ["$Person.phone.mobile"] = (_, _) => "",
        ["$Person.webaddress"] = (_, _) => "",
        ["$Moodle.Person.userGroupIds"] = (launch, _) => string.Join(',', launch.Course.EnrolmentOf(launch.Person)?.SectionIds ?? []),
    };
}
