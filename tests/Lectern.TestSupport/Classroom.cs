using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Platforms;

namespace Lectern.TestSupport;

/// <summary>What most tests need around them: one platform, registered and deployed, and one course with its collection, a teacher and a student.</summary>
public sealed class Classroom
{
    internal Classroom(string issuer)
    {
        Platform = Some.Platform();
        Registration = Some.Registration(Platform, issuer);
        Deployment = Some.Deployment(Registration);
        Course = Some.Course(Platform);
        Collection = Some.Collection(Course);
        Teacher = Some.Person(Platform, "Tina Teacher");
        Student = Some.Person(Platform, "Sam Student");
    }

    public Platform Platform { get; }

    public Registration Registration { get; }

    public Deployment Deployment { get; }

    public Course Course { get; }

    public Collection Collection { get; }

    public Person Teacher { get; }

    public Person Student { get; }

    /// <summary>All of it, to be saved.</summary>
    public IReadOnlyList<object> Rows => [Platform, Registration, Deployment, Course, Collection, Teacher, Student];
}
