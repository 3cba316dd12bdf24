using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Uploads;

/// <summary>Uploads that one person has not finished in the collection they launched into.</summary>
public sealed class OpenUploads(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<Upload>> ListAsync(Launch launch, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Own(database, launch).AsNoTracking().Where(u => u.State == UploadState.Open).OrderByDescending(u => u.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>The upload, if it is this person's and in this collection; nobody else can learn of it.</summary>
    public async Task<Upload?> FindAsync(Launch launch, Guid uploadId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Own(database, launch).AsNoTracking().FirstOrDefaultAsync(u => u.Id == uploadId, cancellationToken);
    }

    /// <summary>Notes that the upload is gone, at its person's wish or because it was left alone too long.</summary>
    public async Task CancelAsync(Guid uploadId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await database.Uploads
            .Where(u => u.Id == uploadId && u.State == UploadState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.State, UploadState.Cancelled).SetProperty(u => u.LastActiveAt, now), cancellationToken);
    }

    /// <summary>
    /// Ends the open uploads whose file is gone, so that nothing is kept free for bytes that can't come any more. The row is there a
    /// moment before its file, so young ones are left alone. Tells how many were ended.
    /// </summary>
    public async Task<int> EndLostAsync(Func<Guid, CancellationToken, ValueTask<bool>> hasFile, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow() - Grace;
        var open = await database.Uploads.Where(u => u.State == UploadState.Open && u.CreatedAt < before).Select(u => u.Id).ToListAsync(cancellationToken);
        var ended = 0;
        foreach (var upload in open)
        {
            if (!await hasFile(upload, cancellationToken))
            {
                await CancelAsync(upload, cancellationToken);
                ended++;
            }
        }

        return ended;
    }

    private static IQueryable<Upload> Own(LecternDbContext database, Launch launch) =>
        database.Uploads.Where(u => u.PersonId == launch.PersonId && u.CollectionId == launch.CollectionId);
}
