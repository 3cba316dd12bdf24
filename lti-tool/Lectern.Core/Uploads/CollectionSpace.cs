using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Uploads;

/// <summary>What counts of a collection's quota: its own videos, and what open uploads announced.</summary>
public static class CollectionSpace
{
    /// <summary>Take the collection's lock before, where something is to be added.</summary>
    public static Task<long> UsedAsync(LecternDbContext database, Guid collection, CancellationToken cancellationToken) =>
        // One statement, so that an upload that becomes a video in between is counted on one side.
        database.Collections.Where(c => c.Id == collection)
            .Select(c =>
                database.Videos.Where(v => v.CollectionId == c.Id && v.DeletedAt == null).Sum(v => v.Source == null ? 0 : v.Source.Bytes)
                + database.Uploads.Where(u => u.CollectionId == c.Id && u.State == UploadState.Open).Sum(u => u.Length))
            .SingleAsync(cancellationToken);
}
