using System.Linq.Expressions;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;

namespace Lectern.Core.Launches;

/// <summary>What a launch may see and do: the one place where rights are decided. Everything not granted here is refused.</summary>
public static class LaunchRights
{
    /// <summary>Upload, edit, publish and delete in the launch's own collection.</summary>
    public static bool CanEdit(this Launch launch) => launch.Role.SeesAll() && launch.CollectionId is not null;

    /// <summary>See what learners watched and what they got for it, and decide about it.</summary>
    public static bool CanGrade(this Launch launch) => launch.Role is CourseRole.Assistant or CourseRole.Instructor && launch.CollectionId is not null;

    /// <summary>Book rooms for its course, of those that are open to it, and change or cancel what is booked for it.</summary>
    public static bool CanBookRooms(this Launch launch) => launch.CanEdit() && launch.CourseId is not null;

    /// <summary>Give a video to another course.</summary>
    public static bool CanGiveAway(this Launch launch) => launch.Role == CourseRole.Instructor && launch.CollectionId is not null;

    /// <summary>Whether what is watched counts. It does for learners who are really there, and for nobody else.</summary>
    public static bool IsCounted(this Launch launch) => launch is { Role: CourseRole.Learner, IsTraceless: false, CollectionId: not null };

    /// <summary>Answer the platform's question which content to place.</summary>
    public static bool CanPlace(this Launch launch) => launch.Kind == LaunchKind.DeepLinking && launch.CanEdit();

    /// <summary>See, take along and erase what is kept of people: an administrator of the LMS, who came to do so.</summary>
    public static bool CanLookAfterPeople(this Launch launch) => launch is { Kind: LaunchKind.DataPrivacy, IsPlatformAdministrator: true, IsTraceless: false };

    /// <summary>The people whose data a launch may look after: those of its LMS, or the one it is about.</summary>
    public static IQueryable<Person> LookedAfterBy(this IQueryable<Person> people, Launch launch)
    {
        var (may, platform, about) = (launch.CanLookAfterPeople(), launch.PlatformId, launch.AboutSubject);
        return people.Where(p => may && p.PlatformId == platform && (about == null || p.Subject == about));
    }

    /// <summary>Change the video itself, not only what this course shows of it.</summary>
    public static bool CanChange(this Launch launch, CollectionItem item) => launch.CanEdit() && item.IsHome;

    /// <summary>The items a launch may know of: teachers all of their collection's, learners and observers those that are out for everyone or for a section of theirs.</summary>
    public static IQueryable<CollectionItem> VisibleTo(this IQueryable<CollectionItem> items, Launch launch, DateTimeOffset now)
    {
        var (collection, course, person, known) = (launch.CollectionId, launch.CourseId, launch.PersonId, !launch.SectionsUnknown);
        var standing = items.Where(CollectionItem.Stands).Where(item => item.CollectionId == collection);
        return launch.Role switch
        {
            _ when launch.Role.SeesAll() => standing,
            CourseRole.Learner or CourseRole.Observer => standing.OpenTo(
                seen => (seen.Section.IsWholeCourse && seen.Section.CourseId == course) || (known && seen.Section.Members.Any(member => member.PersonId == person)), now),
            _ => items.Where(_ => false),
        };
    }

    /// <summary>Of items that stand, those that learners of some sections see.</summary>
    /// <param name="theirs">The sections they are in.</param>
    internal static IQueryable<CollectionItem> OpenTo(this IQueryable<CollectionItem> items, Expression<Func<ItemSection, bool>> theirs, DateTimeOffset now) =>
        items.Where(item => item.Visibility == Visibility.Published
            && ((!item.ForSections && (item.AvailableFrom == null || item.AvailableFrom <= now) && (item.AvailableUntil == null || item.AvailableUntil > now))
                || (item.ForSections && item.Sections.AsQueryable().Where(theirs).Any(seen =>
                    ((seen.AvailableFrom ?? item.AvailableFrom) == null || (seen.AvailableFrom ?? item.AvailableFrom) <= now)
                    && ((seen.AvailableUntil ?? item.AvailableUntil) == null || (seen.AvailableUntil ?? item.AvailableUntil) > now)))));

    private static bool SeesAll(this CourseRole role) => role is CourseRole.Editor or CourseRole.Assistant or CourseRole.Instructor;
}
