using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.Launch;

namespace Lectern.PracticeLms.State;

/// <summary>The people and courses a new practice LMS starts with.</summary>
internal static class Seed
{

    private static readonly Term Autumn = new("101", "Autumn 2026", new(2026, 9, 28, 0, 0, 0, TimeSpan.Zero), new(2027, 2, 12, 0, 0, 0, TimeSpan.Zero));
    private static readonly Term Spring = new("102", "Spring 2027", new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2027, 7, 16, 0, 0, 0, TimeSpan.Zero));
    private static readonly Account Department = new("12", "Computer Science", "SIS-CS");

    public static LmsState Create(Manner manner) => new()
    {
        Guid = Secrets.Hex(16),
        NextId = 40,
        People = [.. People(), .. manner.HasStudentView ? [TestStudent()] : Array.Empty<Person>()],
        Terms = [Autumn, Spring],
        Courses = [DistributedSystems(), Programming()],
    };

    private static IEnumerable<Person> People()
    {
        yield return Someone("3", "ines", "Ines", "Okafor", "Teaches CS-305; a student in CS-101") with { Title = "Dr" };
        yield return Someone("4", "mara", "Mara", "Lindqvist", "Student in CS-305, section A");
        yield return Someone("5", "tomas", "Tomas", "Brandt", "Student in CS-305, section B");
        yield return Someone("2", "robin", "Robin", "Vale", "Administrator of this LMS: adds tools") with
        {
            IsAdministrator = true,
            InstitutionRoles = [LaunchRoles.Institution + "Administrator", "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"],
        };
        yield return Someone("6", "yuki", "Yuki", "Tanaka", "Teaching assistant in CS-305");
        yield return Someone("7", "noor", "Noor", "Haddad", "Student in CS-305, section A; teaches CS-101") with
        {
            InstitutionRoles = [LaunchRoles.Institution + "Instructor"],
        };
        yield return Someone("8", "sofia", "Sofia", "Lindqvist", "Observer in CS-305: looks over a student's shoulder");
        yield return Someone("9", "hanna", "Hanna", "Weiss", "Teaches no course yet: takes over copies") with { Title = "Dr" };
    }

    private static Person TestStudent() => Someone("10", "test-student", "Test", "Student", "Nobody real: what a teacher sees in the student view") with
    {
        IsTestStudent = true,
        SourcedId = "",
    };

    private static Person Someone(string id, string userName, string given, string family, string about) => new()
    {
        Id = id,
        UserName = userName,
        GivenName = given,
        FamilyName = family,
        SourcedId = $"SIS-{userName.ToUpperInvariant()}",
        About = about,
    };

    private static Course DistributedSystems() => new()
    {
        Id = "2",
        Label = "CS-305",
        Title = "CS-305 Distributed Systems (Autumn 2026)",
        SourcedId = "SIS-CS305-2026A",
        Term = Autumn,
        Account = Department,
        Start = Autumn.Start,
        End = Autumn.End,
        Sections = [new Section("1", "Section A") { SourcedId = "SIS-CS305-A" }, new Section("2", "Section B") { SourcedId = "SIS-CS305-B" }],
        Enrolments =
        [
            new Enrolment("3", CourseRole.Instructor, []),
            new Enrolment("6", CourseRole.TeachingAssistant, ["2"]),
            new Enrolment("4", CourseRole.Learner, ["1"]),
            new Enrolment("5", CourseRole.Learner, ["2"]),
            new Enrolment("7", CourseRole.Learner, ["1"]),
            new Enrolment("8", CourseRole.Observer, ["1"]) { ObservesId = "4" },
        ],
    };

    private static Course Programming() => new()
    {
        Id = "3",
        Label = "CS-101",
        Title = "CS-101 Introduction to Programming (Autumn 2026)",
        SourcedId = "SIS-CS101-2026A",
        Term = Autumn,
        Account = Department,
        Start = Autumn.Start,
        End = Autumn.End,
        Sections = [new Section("3", "Section A") { SourcedId = "SIS-CS101-A" }],
        Enrolments =
        [
            new Enrolment("7", CourseRole.Instructor, []),
            new Enrolment("3", CourseRole.Learner, ["3"]),
            new Enrolment("4", CourseRole.Learner, ["3"]),
        ],
    };
}
