using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>
/// Takes away what tells who somebody is and where they have been: name, e-mail address, enrolments, sections, launches, what they watched and which booked rooms are theirs. Videos belong to their
/// courses and stay; the platform's id stays with them, without which the same person would become somebody else.
/// </summary>
public sealed class ErasePersonalData(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <returns>False when this launch may not look after them.</returns>
    public async Task<bool> RunAsync(Launch launch, Guid personId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var erased = await database.People.LookedAfterBy(launch).Where(p => p.Id == personId).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Name, (string?)null).SetProperty(p => p.Email, (string?)null).SetProperty(p => p.ErasedAt, now), cancellationToken);
        if (erased == 0)
        {
            return false;
        }

        // The launch by which this is done goes with the others of its kind, when its time is over.
        await database.Sessions.Where(s => s.Launch.PersonId == personId && s.LaunchId != launch.Id).ExecuteDeleteAsync(cancellationToken);
        await database.Launches.Where(l => l.PersonId == personId && l.Id != launch.Id).ExecuteDeleteAsync(cancellationToken);
        await database.GradedScores.Where(g => g.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        await database.WatchRecords.Where(w => w.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        await database.SectionMembers.Where(m => m.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        await database.Enrolments.Where(e => e.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        await database.OutgoingMessages.Where(m => m.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        await database.Bookings.Where(b => b.OwnerId == personId).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.OwnerId, (Guid?)null).SetProperty(b => b.Version, Guid.CreateVersion7()), cancellationToken);
        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.ErasePerson, Subject = personId.ToString() });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
