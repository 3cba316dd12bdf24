using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Makes an invitation; the code is shown once and never again.</summary>
public sealed class IssueInvitation(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);

    public async Task<IssuedInvitation> RunAsync(string? platformName, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (code, name) = (Secret.Create(), StoredText.Clip(platformName?.Trim(), 255));
        var invitation = new Invitation
        {
            CodeHash = Secret.Hash(code),
            PlatformName = name,
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = time.GetUtcNow() + Lifetime,
        };
        database.Invitations.Add(invitation);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.Invite, Subject = invitation.Id.ToString(), Detail = name });
        await database.SaveChangesAsync(cancellationToken);
        return new IssuedInvitation(code, invitation.ExpiresAt);
    }
}

public sealed record IssuedInvitation(string Code, DateTimeOffset Expires);
