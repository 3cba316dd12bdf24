using System.Globalization;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Reads the term from the custom parameters that our registration asks for: Canvas names it, Moodle knows only its two days.</summary>
internal static class LearnTerm
{
    internal const string IdParameter = "lectern_term_id";
    internal const string NameParameter = "lectern_term_name";
    internal const string BeginParameter = "lectern_term_begin";
    internal const string EndParameter = "lectern_term_end";

    internal static async Task<Guid?> RunAsync(LecternDbContext database, Guid platformId, LtiLaunch lti, CancellationToken cancellationToken)
    {
        var (name, begin, end) = (Text(lti, NameParameter), Instant(lti, BeginParameter), Instant(lti, EndParameter));
        if (KeyOf(Text(lti, IdParameter), name, begin, end) is not { } key)
        {
            return null;
        }

        var term = await database.Terms.FirstOrDefaultAsync(t => t.PlatformId == platformId && t.Key == key, cancellationToken)
            ?? database.Terms.Add(new Term { PlatformId = platformId, Key = key }).Entity;
        (term.Name, term.StartsAt, term.EndsAt) = (name ?? term.Name, begin ?? term.StartsAt, end ?? term.EndsAt);
        return term.Id;
    }

    private static string? KeyOf(string? id, string? name, DateTimeOffset? begin, DateTimeOffset? end) =>
        (id ?? name ?? (begin is { } first ? $"{first:yyyy-MM-dd}/{end:yyyy-MM-dd}" : null)) is { } key && key.Length <= 255 && key.All(char.IsAscii) ? key : null;

    private static string? Text(LtiLaunch lti, string parameter) =>
        StoredText.Clip(lti.Custom.GetValueOrDefault(parameter), 255);

    private static DateTimeOffset? Instant(LtiLaunch lti, string parameter) =>
        DateTimeOffset.TryParse(Text(lti, parameter), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
}
