using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Database;

/// <summary>Writes that may lose against others of the same moment: whoever loses looks again and finds what the other wrote.</summary>
internal static class Retries
{
    private const int Most = 8;

    /// <param name="attempt">All of it, from reading on, with a context of its own.</param>
    /// <param name="most">How often it is attempted before the fault is the caller's.</param>
    internal static async Task<T> AgainAsync<T>(this IDatabaseErrors errors, Func<Task<T>> attempt, int most = Most)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (DbUpdateException exception) when (tries < most && (exception is DbUpdateConcurrencyException || errors.IsUniqueViolation(exception)))
            {
            }
        }
    }

    internal static Task AgainAsync(this IDatabaseErrors errors, Func<Task> attempt) => errors.AgainAsync(async () =>
    {
        await attempt();
        return true;
    });
}
