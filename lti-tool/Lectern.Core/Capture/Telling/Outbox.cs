using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Telling;

/// <summary>Hands out what is to be sent. What was taken and not reported is handed out again: a message may go twice, and none is lost.</summary>
public sealed class Outbox(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan s_sendsWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_givesUpAfter = TimeSpan.FromDays(3);
    private static readonly TimeSpan s_keeps = TimeSpan.FromDays(7);

    /// <summary>The next that is due by this way, for two minutes the caller's alone; null when nothing is.</summary>
    public async Task<OutgoingMessage?> TakeAsync(MessageWay way, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, old) = (time.GetUtcNow(), time.GetUtcNow() - s_givesUpAfter);
        var due = await database.OutgoingMessages.AsNoTracking()
            .Where(m => m.Way == way && m.SentAt == null && m.DueAt <= now && m.MadeAt > old).OrderBy(m => m.DueAt).Take(20).ToListAsync(cancellationToken);
        foreach (var message in due)
        {
            // Of several servers one takes it.
            var until = now + s_sendsWithin;
            var taken = await database.OutgoingMessages.Where(m => m.Id == message.Id && m.SentAt == null && m.DueAt == message.DueAt)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancellationToken);
            if (taken == 1)
            {
                message.Attempts++;
                return message;
            }
        }

        return null;
    }

    public async Task SentAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await database.OutgoingMessages.Where(m => m.Id == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, now).SetProperty(m => m.Problem, (string?)null), cancellationToken);
    }

    /// <summary>It is tried again: after a minute, then after twice as long each time, up to an hour, for three days.</summary>
    public async Task FailedAsync(OutgoingMessage message, string problem, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(message.Attempts - 1, 10)));
        var (due, said) = (time.GetUtcNow() + (pause < s_longestPause ? pause : s_longestPause), StoredText.Clip(problem, OutgoingMessage.LongestProblem));
        await database.OutgoingMessages.Where(m => m.Id == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, due).SetProperty(m => m.Problem, said), cancellationToken);
    }

    /// <summary>Takes away what is over: addresses are not kept longer than somebody may ask whether a mail went out.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var old = time.GetUtcNow() - s_keeps;
        await database.OutgoingMessages.Where(m => m.MadeAt < old).ExecuteDeleteAsync(cancellationToken);
    }
}
