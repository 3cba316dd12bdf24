using Lectern.Lti.Launch;

namespace Lectern.Lti.Tests.Launch;

public sealed class LtiRolesTests
{
    private const string Vocabulary = "http://purl.imsglobal.org/vocab/lis/v2/";

    [Theory]
    [InlineData("membership#Instructor", true, false)]
    [InlineData("membership#ContentDeveloper", true, false)]
    [InlineData("membership#Administrator", true, false)]
    [InlineData("membership/Instructor#PrimaryInstructor", true, false)]
    [InlineData("membership#Learner", false, true)]
    [InlineData("membership/Learner#NonCreditLearner", false, true)]
    [InlineData("membership#Mentor", false, false)]
    [InlineData("membership#Manager", false, false)]
    [InlineData("membership", false, false)]
    [InlineData("membership#", false, false)]
    [InlineData("membership/Instructor", false, false)]
    [InlineData("membership/#Instructor", false, false)]
    [InlineData("membership/a/Instructor#x", false, false)]
    [InlineData("membershipX#Instructor", false, false)]
    [InlineData("institution/person#Instructor", false, false)]
    [InlineData("institution/person#Learner", false, false)]
    [InlineData("system/person#Administrator", false, false)]
    [InlineData("person#Instructor", false, false)]
    public void Rights_in_a_course_come_from_context_roles_alone(string role, bool instructor, bool learner)
    {
        var roles = new LtiRoles([Vocabulary + role]);

        Assert.Equal((instructor, learner), (roles.IsContextInstructor, roles.IsContextLearner));
        Assert.Equal(Vocabulary + role, Assert.Single(roles.All).Value);
    }

    [Theory]
    [InlineData("Instructor", true)]
    [InlineData("Administrator", true)]
    [InlineData("instructor", false)]
    [InlineData("Staff", false)]
    [InlineData("TeachingAssistant", false)]
    [InlineData("urn:lti:role:ims/lis/Instructor", false)]
    [InlineData("https://purl.imsglobal.org/vocab/lis/v2/membership#Instructor", false)]
    [InlineData(" Instructor", false)]
    public void Only_the_specified_short_names_are_context_roles(string role, bool instructor)
    {
        var roles = new LtiRoles([role]);

        Assert.Equal(instructor, roles.IsContextInstructor);
        Assert.Equal(instructor ? 1 : 0, roles.ContextRoles.Count);
    }

    [Fact]
    public void A_student_who_teaches_elsewhere_stays_a_student_here()
    {
        var roles = new LtiRoles([Vocabulary + "membership#Learner", Vocabulary + "institution/person#Instructor", Vocabulary + "institution/person#Faculty"]);

        Assert.False(roles.IsContextInstructor);
        Assert.True(roles.IsContextLearner);
        Assert.Equal(2, roles.InstitutionRoles.Count);
    }

    [Fact]
    public void A_teaching_assistant_is_told_apart()
    {
        var roles = new LtiRoles([Vocabulary + "membership/Instructor#TeachingAssistant"]);

        Assert.True(roles.IsTeachingAssistant);
        Assert.True(roles.IsContextInstructor);
        Assert.False(new LtiRoles([Vocabulary + "membership#Instructor"]).IsTeachingAssistant);
    }

    [Theory]
    [InlineData(Vocabulary + "institution/person#Administrator", true)]
    [InlineData(Vocabulary + "system/person#Administrator", true)]
    [InlineData(Vocabulary + "system/person#SysAdmin", true)]
    [InlineData(Vocabulary + "system/person#Creator", false)]
    [InlineData(Vocabulary + "membership#Administrator", false)]
    [InlineData("Administrator", false)]
    public void The_platforms_administrators_are_those_of_school_and_system(string role, bool administrator)
    {
        Assert.Equal(administrator, new LtiRoles([role]).IsPlatformAdministrator);
    }
}
