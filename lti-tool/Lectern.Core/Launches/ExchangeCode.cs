using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Gives a bearer token for a launch's code, once.</summary>
public sealed class ExchangeCode(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>The session's end, whatever is done in it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <param name="binding">The binding cookie of this browser, if it came.</param>
    /// <param name="proof">The proof of the frame that opened the sign-in window, or the binding itself, of a script that was answered it where no cookie could be kept.</param>
    /// <returns>Null when the code is not this launch's, was used, is too old, or comes from another browser.</returns>
    public async Task<IssuedToken?> RunAsync(Guid launchId, string code, string? binding, string? proof, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var launch = await database.Launches.AsNoTracking().FirstOrDefaultAsync(l => l.Id == launchId, cancellationToken);
        if (launch is null || !Secret.Matches(code, launch.CodeHash) || !IsSameBrowser(launch, binding, proof))
        {
            return null;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // One update decides between two that come at once.
        var used = await database.Launches
            .Where(l => l.Id == launchId && l.CodeUsedAt == null && l.CodeExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.CodeUsedAt, now), cancellationToken);
        if (used == 0)
        {
            return null;
        }

        var token = Secret.Create();
        database.Sessions.Add(new LaunchSession
        {
            LaunchId = launchId,
            TokenHash = Secret.Hash(token),
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + Lifetime,
        });
        if (launch.IsPlatformAdministrator)
        {
            database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.LmsSignIn, Subject = launch.PlatformId.ToString() });
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new IssuedToken(token, now + Lifetime);
    }

    private static bool IsSameBrowser(Launch launch, string? binding, string? proof) =>
        (binding is not null && Secret.Matches(binding, launch.BindingHash))
        || (proof is not null && (Secret.Matches(proof, launch.BindingHash) || (launch.ChannelHash is not null && Secret.Matches(proof, launch.ChannelHash))));
}

public sealed record IssuedToken(string Token, DateTimeOffset Expires);
