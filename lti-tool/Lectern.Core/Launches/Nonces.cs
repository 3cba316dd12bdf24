using Lectern.Core.Database;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Nonces in the database: the second insert of one fails, on whichever machine it is tried.</summary>
public sealed class Nonces(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors) : INonces
{
    public async ValueTask<bool> TryConsumeAsync(Guid registrationId, string nonce, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Nonces.Add(new UsedNonce { RegistrationId = registrationId, Nonce = nonce, ExpiresAt = expires });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            return false;
        }
    }
}
