using System.Globalization;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>Substitution variables; a name that the manner does not know stays the literal text.</summary>
internal static class Variables
{
    /// <summary>The value of a variable that a platform knows but has nothing for at this launch, so that it stays literal text.</summary>
    public const string Unresolved = "\0";

    /// <summary>A value that is a known variable becomes its value. A leading backslash protects a dollar.</summary>
    public static string? Substitute(string value, LaunchRecord launch, Manner manner) => value switch
    {
        ['\\', '$', ..] => value[1..],
        _ when manner.Variables.TryGetValue(value, out var read) => read(launch, manner) is var found && found == Unresolved ? value : found,
        _ => value,
    };

    /// <summary>Those of LTI 1.3 itself that all the platforms here know.</summary>
    public static Dictionary<string, Variable> Core() => new(StringComparer.Ordinal)
    {
        ["$Context.id"] = (launch, manner) => manner.ContextId(launch.Course.Id),
        ["$Context.title"] = (launch, _) => launch.Course.Title,
        ["$Context.label"] = (launch, _) => launch.Course.Label,
        ["$Context.id.history"] = (launch, manner) => string.Join(',', launch.Course.History.Select(manner.ContextId)),
        ["$Context.sourcedId"] = (launch, _) => launch.Course.SourcedId,
        ["$CourseSection.title"] = (launch, _) => launch.Course.Title,
        ["$CourseSection.label"] = (launch, _) => launch.Course.Label,
        ["$CourseSection.sourcedId"] = (launch, _) => launch.Course.SourcedId,
        ["$CourseSection.timeFrame.begin"] = (launch, _) => Iso(launch.Course.Start),
        ["$CourseSection.timeFrame.end"] = (launch, _) => Iso(launch.Course.End),
        ["$ResourceLink.id"] = (launch, _) => launch.Activity?.ResourceLinkId,
        ["$ResourceLink.title"] = (launch, _) => launch.Activity?.Title,
        ["$ResourceLink.description"] = (launch, _) => launch.Activity?.Text,
        ["$User.id"] = (launch, manner) => manner.UserId(launch.Person.Id),
        ["$User.username"] = (launch, _) => launch.Person.UserName,
        ["$Person.name.full"] = (launch, _) => launch.Tool.SendsNames ? launch.Person.Name : null,
        ["$Person.name.given"] = (launch, _) => launch.Tool.SendsNames ? launch.Person.GivenName : null,
        ["$Person.name.family"] = (launch, _) => launch.Tool.SendsNames ? launch.Person.FamilyName : null,
        ["$Person.email.primary"] = (launch, _) => launch.Tool.SendsEmail ? launch.Person.Email : null,
        ["$Person.sourcedId"] = (launch, _) => launch.Person.SourcedId,
        ["$Membership.role"] = (launch, manner) => string.Join(',', LaunchRoles.Of(launch.Person, launch.Course, manner)),
    };

    /// <summary>Sections of the launching person in this course, and of nobody else.</summary>
    public static IReadOnlyList<Section> SectionsOf(LaunchRecord launch)
    {
        var ids = launch.Course.EnrolmentOf(launch.Person)?.SectionIds ?? [];
        return launch.Course.Sections.FindAll(section => ids.Contains(section.Id));
    }

    public static string Iso(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
