using Lectern.Core.Collections;

namespace Lectern.Core.Rollovers;

/// <summary>An item as it was before a rollover.</summary>
/// <param name="VersionAfter">The version that the rollover gave it: another one now means that somebody changed it since.</param>
internal sealed record ItemBefore(
    Guid ItemId,
    Guid VersionAfter,
    Visibility Visibility,
    bool PublishWhenCaptioned,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? AvailableFrom,
    DateTimeOffset? AvailableUntil,
    IReadOnlyList<SectionBefore> Sections)
{
    internal static ItemBefore Of(CollectionItem item, Guid versionAfter) => new(
        item.Id,
        versionAfter,
        item.Visibility,
        item.PublishWhenCaptioned,
        item.PublishedAt,
        item.AvailableFrom,
        item.AvailableUntil,
        [.. item.Sections.Select(s => new SectionBefore(s.SectionId, s.AvailableFrom, s.AvailableUntil))]);

    internal void PutBack(CollectionItem item)
    {
        (item.Visibility, item.PublishWhenCaptioned, item.PublishedAt) = (Visibility, PublishWhenCaptioned, PublishedAt);
        (item.AvailableFrom, item.AvailableUntil, item.RemovedAt, item.Version) = (AvailableFrom, AvailableUntil, null, Guid.CreateVersion7());
        foreach (var before in Sections)
        {
            if (item.Sections.FirstOrDefault(s => s.SectionId == before.SectionId) is { } section)
            {
                (section.AvailableFrom, section.AvailableUntil) = (before.AvailableFrom, before.AvailableUntil);
            }
        }
    }
}

internal sealed record SectionBefore(Guid SectionId, DateTimeOffset? AvailableFrom, DateTimeOffset? AvailableUntil);
