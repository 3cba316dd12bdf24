using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Merging;

/// <summary>Who sees an item, told by sections alone: a whole course is a section like others, so that courses with one collection can be told apart.</summary>
internal static class ItemAudience
{
    /// <summary>What was for the whole course is for the given ones from now on.</summary>
    internal static void Narrow(CollectionItem item, IEnumerable<Section> wholeCourses)
    {
        if (item.ForSections)
        {
            return;
        }

        item.ForSections = true;
        foreach (var section in wholeCourses)
        {
            Add(item, section.Id, null, null);
        }
    }

    /// <summary>What is for one course alone is for its whole collection again, once no other course shares it.</summary>
    internal static void Widen(LecternDbContext database, CollectionItem item, Section wholeCourse)
    {
        if (!item.ForSections || item.Sections.Find(s => s.SectionId == wholeCourse.Id) is not { } whole)
        {
            return;
        }

        (item.ForSections, item.AvailableFrom, item.AvailableUntil) = (false, whole.AvailableFrom ?? item.AvailableFrom, whole.AvailableUntil ?? item.AvailableUntil);
        Forget(database, item, _ => true);
    }

    /// <summary>Adds those who see another course's item of the same video. A draft is seen by nobody.</summary>
    internal static void Join(LecternDbContext database, CollectionItem item, CollectionItem other)
    {
        if (other.Visibility != Visibility.Published)
        {
            return;
        }

        if (item.Visibility != Visibility.Published)
        {
            Forget(database, item, _ => true);
            (item.Visibility, item.PublishedAt, item.ForSections) = (Visibility.Published, other.PublishedAt, true);
        }

        foreach (var seen in other.Sections.Where(seen => item.Sections.TrueForAll(s => s.SectionId != seen.SectionId)))
        {
            Add(item, seen.SectionId, seen.AvailableFrom ?? other.AvailableFrom, seen.AvailableUntil ?? other.AvailableUntil);
        }

        item.Version = Guid.CreateVersion7();
    }

    /// <summary>Takes sections away from those who see it.</summary>
    internal static void Forget(LecternDbContext database, CollectionItem item, Predicate<ItemSection> which)
    {
        var gone = item.Sections.FindAll(which);
        if (gone.Count == 0)
        {
            return;
        }

        database.ItemSections.RemoveRange(gone.Where(s => database.Entry(s).State != EntityState.Detached));
        item.Sections.RemoveAll(which);
        item.Version = Guid.CreateVersion7();
    }

    private static void Add(CollectionItem item, Guid section, DateTimeOffset? from, DateTimeOffset? until)
    {
        item.Sections.Add(new ItemSection { ItemId = item.Id, SectionId = section, AvailableFrom = from, AvailableUntil = until });
        item.Version = Guid.CreateVersion7();
    }
}
