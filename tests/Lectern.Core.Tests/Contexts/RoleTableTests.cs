using Lectern.Core.Contexts;
using Lectern.Lti.Launch;

namespace Lectern.Core.Tests.Contexts;

public sealed class RoleTableTests
{
    private const string Membership = "http://purl.imsglobal.org/vocab/lis/v2/membership";
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person";

    [Theory]
    [InlineData(CourseRole.Instructor, Membership + "#Instructor")]
    [InlineData(CourseRole.Instructor, Membership + "/Instructor#PrimaryInstructor")]
    [InlineData(CourseRole.Instructor, "Instructor")]
    [InlineData(CourseRole.Assistant, Membership + "#Instructor", Membership + "/Instructor#TeachingAssistant")]
    [InlineData(CourseRole.Assistant, Membership + "/Instructor#TeachingAssistantSection")]
    [InlineData(CourseRole.Assistant, Membership + "/Instructor#Grader")]
    [InlineData(CourseRole.Assistant, Membership + "#Administrator")]
    [InlineData(CourseRole.Assistant, Membership + "#Manager", Membership + "#Learner")]
    [InlineData(CourseRole.Editor, Membership + "#ContentDeveloper")]
    [InlineData(CourseRole.Learner, Membership + "#Learner", Membership + "#Mentor")]
    [InlineData(CourseRole.Learner, Membership + "#Learner", Institution + "#Instructor")]
    [InlineData(CourseRole.Observer, Membership + "#Mentor")]
    [InlineData(CourseRole.Observer, Membership + "/Mentor#Auditor")]
    [InlineData(CourseRole.Observer, Membership + "/Manager#Observer", Membership + "#Manager")]
    [InlineData(CourseRole.None, Membership + "/Instructor#Janitor")]
    [InlineData(CourseRole.Instructor, Membership + "#Instructor", Membership + "/Instructor#Janitor")]
    [InlineData(CourseRole.None, Membership + "#Member")]
    [InlineData(CourseRole.None, Membership + "#Officer")]
    [InlineData(CourseRole.None, Institution + "#Instructor")]
    [InlineData(CourseRole.None, "urn:lms.example.edu:Dean")]
    [InlineData(CourseRole.None, "")]
    public void By_itself_a_role_is_what_the_list_says_and_otherwise_nothing(CourseRole expected, params string[] roles)
    {
        Assert.Equal(expected, new RoleTable([]).Of(new LtiRoles(roles), ["Dean"]));
    }

    [Theory]
    [InlineData("urn:lms.example.edu:Dean", CourseRole.Observer, CourseRole.Observer, "urn:lms.example.edu:Dean")]
    [InlineData(Membership + "#Instructor", CourseRole.Learner, CourseRole.Learner, Membership + "#Instructor")]
    [InlineData(Membership + "/Instructor#Janitor", CourseRole.None, CourseRole.None, Membership + "#Instructor", Membership + "/Instructor#Janitor")]
    [InlineData(Membership + "/Instructor#TeachingAssistant", CourseRole.Instructor, CourseRole.Instructor, Membership + "#Instructor", Membership + "/Instructor#TeachingAssistant")]
    [InlineData(Institution + "#Instructor", CourseRole.Instructor, CourseRole.Learner, Membership + "#Learner", Institution + "#Instructor")]
    public void A_rule_gives_a_role_of_the_course_another_meaning(string value, CourseRole rule, CourseRole expected, params string[] roles)
    {
        var table = new RoleTable([new LmsRole { Value = value, Role = rule }]);

        Assert.Equal(expected, table.Of(new LtiRoles(roles), []));
    }

    [Fact]
    public void A_rule_for_the_platforms_own_name_decides_alone()
    {
        var table = new RoleTable([new LmsRole { Kind = LmsRoleKind.Name, Value = "Course Viewer", Role = CourseRole.Observer }, new LmsRole { Kind = LmsRoleKind.Name, Value = "Designer" }]);
        var roles = new LtiRoles([Membership + "#ContentDeveloper"]);

        Assert.Equal(CourseRole.Observer, table.Of(roles, ["Course Viewer"]));
        Assert.Equal(CourseRole.Editor, table.Of(roles, ["Designer"]));
    }
}
