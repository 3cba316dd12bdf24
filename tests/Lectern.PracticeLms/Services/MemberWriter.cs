using System.Text.Json.Nodes;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Writes members of a course for a tool.</summary>
internal sealed class MemberWriter(LmsStore store, LmsOptions options)
{
    private static readonly Session Nobody = new("", "", "");

    private static readonly Dictionary<string, Variable> AboutPeople = CanvasVariables.All
        .Where(pair => pair.Key.StartsWith("$Person.", StringComparison.Ordinal) || pair.Key.StartsWith("$User.", StringComparison.Ordinal) || pair.Key is "$Canvas.user.id" or "$Message.locale")
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public JsonObject Container(string url, Course course, JsonNode?[] members) => new()
    {
        ["id"] = url,
        ["context"] = new JsonObject { ["id"] = options.Manner.ContextId(course.Id), ["label"] = course.Label, ["title"] = course.Title },
        ["members"] = new JsonArray(members),
    };

    public JsonObject Write(Enrolment enrolment, Course course, Tool tool, Activity? link, bool groups)
    {
        var person = store.State.FindPerson(enrolment.PersonId)!;
        var member = new JsonObject
        {
            ["status"] = enrolment.Status.ToString(),
            ["roles"] = new JsonArray([.. Roles(enrolment, person, course, options.Manner).Select(role => (JsonNode)role)]),
            ["user_id"] = options.Manner.UserId(person.Id),
            ["lis_person_sourcedid"] = person.SourcedId,
        };
        AddNames(member, person, tool);
        if (link is not null)
        {
            member["message"] = new JsonArray(Message(person, course, tool, link));
        }

        if (groups && options.Manner.Has(Lti.GroupScope))
        {
            member["group_enrollments"] = new JsonArray([.. enrolment.SectionIds.Select(id => (JsonNode)new JsonObject { ["group_id"] = id })]);
        }

        return member;
    }

    /// <summary>Moodle writes short names here, and counts only who may edit the course as an instructor: not the assistant.</summary>
    public static IReadOnlyList<string> Roles(Enrolment enrolment, Person person, Course course, Manner manner) => manner.ShortMemberships
        ? [enrolment.Role switch
        {
            CourseRole.Instructor => "Instructor",
            CourseRole.Observer => "Mentor",
            _ => "Learner",
        }]
        : LaunchRoles.InCourse(person, course with { Enrolments = [enrolment with { Status = EnrolmentStatus.Active }] }, manner);

    private static void AddNames(JsonObject member, Person person, Tool tool)
    {
        if (tool.SendsNames)
        {
            (member["name"], member["given_name"], member["family_name"]) = (person.Name, person.GivenName, person.FamilyName);
        }

        if (tool.SendsEmail)
        {
            member["email"] = person.Email;
        }
    }

    /// <summary>What this member's launch of the link would carry. Canvas leaves out what it would have to look up per person, sections too.</summary>
    private JsonObject Message(Person person, Course course, Tool tool, Activity link)
    {
        var launch = LaunchStarter.ResourceLink(Nobody, person, course, tool, link);
        var manner = options.Manner == Manners.Canvas ? options.Manner with { Variables = AboutPeople } : options.Manner;
        var custom = CustomParameters.Of(launch, manner);
        return new JsonObject
        {
            [Lti.Claim("message_type")] = Lti.ResourceLinkRequest,
            [Lti.Claim("locale")] = "en",
            [Lti.Claim("custom")] = custom,
        };
    }
}
