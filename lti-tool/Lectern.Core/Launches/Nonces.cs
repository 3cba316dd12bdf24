using System.Collections.Concurrent;
using Lectern.Core.Database;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>
/// Nonces in the database: the second insert of one fails, on whichever machine it is tried. Launches that come together are written together, since a
/// transaction costs more than its rows.
/// </summary>
public sealed class Nonces(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors) : INonces, IDisposable
{
    private const int Most = 100;
    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);

    public async ValueTask<bool> TryConsumeAsync(Guid registrationId, string nonce, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var mine = new Waiting(new UsedNonce { RegistrationId = registrationId, Nonce = nonce, ExpiresAt = expires });
        _waiting.Enqueue(mine);
        try
        {
            await _writing.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            mine.GiveUp();
            throw;
        }

        try
        {
            while (!mine.IsFresh.IsCompleted)
            {
                await WriteAsync();
            }
        }
        finally
        {
            _writing.Release();
        }

        return await mine.IsFresh;
    }

    public void Dispose() => _writing.Dispose();

    // For others too, who may wait on when the first of them has gone.
    private async Task WriteAsync()
    {
        var together = new List<Waiting>();
        while (together.Count < Most && _waiting.TryDequeue(out var next))
        {
            if (!next.IsFresh.IsCompleted)
            {
                together.Add(next);
            }
        }

        var first = together.DistinctBy(one => (one.Row.RegistrationId, one.Row.Nonce)).ToList();
        together.Except(first).ToList().ForEach(one => one.Answer(false));
        if (first.Count > 1 && await TryWriteAsync(first))
        {
            return;
        }

        foreach (var one in first)
        {
            await TryWriteAsync([one]);
        }
    }

    /// <returns>Whether all have their answer.</returns>
    private async Task<bool> TryWriteAsync(List<Waiting> together)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync();
            database.Nonces.AddRange(together.Select(one => one.Row));
            await database.SaveChangesAsync();
            together.ForEach(one => one.Answer(true));
            return true;
        }
        catch (Exception) when (together.Count > 1)
        {
            // Any of them may be the cause: each has its own try.
            return false;
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            together[0].Answer(false);
            return true;
        }
        catch (Exception exception)
        {
            together[0].Fail(exception);
            return true;
        }
    }

    private sealed class Waiting(UsedNonce row)
    {
        private readonly TaskCompletionSource<bool> _answer = new();

        public UsedNonce Row { get; } = row;

        public Task<bool> IsFresh => _answer.Task;

        public void Answer(bool isFresh) => _answer.TrySetResult(isFresh);

        public void Fail(Exception exception) => _answer.TrySetException(exception);

        public void GiveUp() => _answer.TrySetCanceled();
    }
}
