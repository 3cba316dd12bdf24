using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Contexts;

/// <summary>A platform's terms, those that launches told and those that IT keeps in its table. What IT wrote stays, whatever launches tell.</summary>
public sealed class EditTerms(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>Null when there is no such platform.</summary>
    public async Task<ShownTerms?> FindAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Platforms.AsNoTracking().FirstOrDefaultAsync(p => p.Id == platformId, cancellationToken) is not { } platform)
        {
            return null;
        }

        var terms = await database.Terms.AsNoTracking().Where(t => t.PlatformId == platformId)
            .OrderByDescending(t => t.StartsAt).ThenBy(t => t.Key)
            .Select(t => new ShownTerm(t, database.Courses.Count(c => c.TermId == t.Id)))
            .ToListAsync(cancellationToken);
        return new ShownTerms(platform, terms);
    }

    public async Task<EditTermOutcome> AddAsync(Guid platformId, TermEntry entry, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (Fault(entry) is { } fault)
        {
            return fault;
        }

        if (!await database.Platforms.AnyAsync(p => p.Id == platformId, cancellationToken))
        {
            return EditTermOutcome.NotThere;
        }

        var term = new Term { PlatformId = platformId, Key = Guid.CreateVersion7().ToString("n") };
        Write(term, entry);
        database.Terms.Add(term);
        return await SaveAsync(database, Acts.AddTerm, term, actor, cancellationToken);
    }

    public async Task<EditTermOutcome> ChangeAsync(Guid platformId, Guid termId, TermEntry entry, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (Fault(entry) is { } fault)
        {
            return fault;
        }

        if (await database.Terms.FirstOrDefaultAsync(t => t.Id == termId && t.PlatformId == platformId, cancellationToken) is not { } term)
        {
            return EditTermOutcome.NotThere;
        }

        Write(term, entry);
        return await SaveAsync(database, Acts.ChangeTerm, term, actor, cancellationToken);
    }

    /// <summary>Only a term without courses: others would lose theirs.</summary>
    public async Task<EditTermOutcome> RemoveAsync(Guid platformId, Guid termId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Terms.FirstOrDefaultAsync(t => t.Id == termId && t.PlatformId == platformId, cancellationToken) is not { } term)
        {
            return EditTermOutcome.NotThere;
        }

        if (await database.Courses.AnyAsync(c => c.TermId == termId, cancellationToken))
        {
            return EditTermOutcome.HasCourses;
        }

        database.Terms.Remove(term);
        return await SaveAsync(database, Acts.RemoveTerm, term, actor, cancellationToken);
    }

    private static EditTermOutcome? Fault(TermEntry entry) =>
        StoredText.Clip(entry.Name, 255) is null ? EditTermOutcome.NoName
        : entry.FirstDay is { } first && entry.LastDay is { } last && last < first ? EditTermOutcome.EndsBeforeItBegins
        : entry is { MatchesDate: true } and not { FirstDay: not null, LastDay: not null } ? EditTermOutcome.NoDays
        : null;

    private static void Write(Term term, TermEntry entry)
    {
        (term.Name, term.Pattern, term.MatchesDate, term.IsEdited) = (StoredText.Clip(entry.Name?.Trim(), 255), StoredText.Clip(entry.Pattern?.Trim(), 255), entry.MatchesDate, true);
        (term.StartsAt, term.EndsAt) = (TermDays.Begin(entry.FirstDay), TermDays.End(entry.LastDay));
    }

    private async Task<EditTermOutcome> SaveAsync(LecternDbContext database, string act, Term term, string actor, CancellationToken cancellationToken)
    {
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = act, Subject = term.Id.ToString(), Detail = term.Name ?? term.Key });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return EditTermOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return EditTermOutcome.NotThere;
        }
        catch (DbUpdateException exception) when (act == Acts.RemoveTerm && !errors.IsUniqueViolation(exception))
        {
            // A launch put a course into it at the same moment.
            return EditTermOutcome.HasCourses;
        }
    }
}

/// <param name="Pattern">See <see cref="Term.Pattern"/>; empty for none.</param>
public sealed record TermEntry(string? Name, DateOnly? FirstDay, DateOnly? LastDay, string? Pattern, bool MatchesDate);

/// <param name="Courses">How many belong to it.</param>
public sealed record ShownTerm(Term Term, int Courses);

public sealed record ShownTerms(Platform Platform, IReadOnlyList<ShownTerm> Terms);

public enum EditTermOutcome
{
    Done,
    NotThere,
    NoName,
    EndsBeforeItBegins,

    /// <summary>It is to be found by its days, and has none.</summary>
    NoDays,
    HasCourses,
}
