using System.Text.Json.Nodes;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Telling;

/// <summary>Says who is told of alarms. The webhook's secret is shown once; it is kept sealed by the key file, for posts are signed with it.</summary>
public sealed class EditAlertSettings(IDbContextFactory<LecternDbContext> databases, KeyFile file, NewMessages messages, TimeProvider time)
{
    private const string Place = "webhook-secret";
    private const int LongestUrl = 2000;

    public async Task<AlertSettings> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.AlertSettings.AsNoTracking().FirstOrDefaultAsync(cancellationToken) ?? new AlertSettings();
    }

    /// <summary>What was sent last, the newest first.</summary>
    public async Task<IReadOnlyList<OutgoingMessage>> LatestAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.OutgoingMessages.AsNoTracking().Where(m => m.PersonId == null).OrderByDescending(m => m.MadeAt).Take(10).ToListAsync(cancellationToken);
    }

    /// <summary>What posts are signed with now; null for nothing.</summary>
    public async Task<string?> SecretAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).HookSecret is { } sealedSecret ? file.Key.Open(sealedSecret, Place) : null;

    /// <returns>Why nothing was changed; null when it was.</returns>
    public async Task<AlertFault?> ChangeAsync(string? mailTo, string? hookUrl, bool tellsLecturers, string actor, CancellationToken cancellationToken)
    {
        if (AlertAddresses.Read(mailTo) is not { } addresses)
        {
            return AlertFault.Address;
        }

        var url = string.IsNullOrWhiteSpace(hookUrl) ? null : hookUrl.Trim();
        if (url is not null && !(url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address is { UserInfo: "", Fragment: "" }))
        {
            return AlertFault.Url;
        }

        await WriteAsync(row => (row.MailTo, row.HookUrl, row.TellsLecturers) = (addresses, url, tellsLecturers), Acts.ChangeAlerts, $"{AlertAddresses.Lines(addresses).Count} addresses, {(url is null ? "no webhook" : new Uri(url).Host)}", actor, cancellationToken);
        return null;
    }

    /// <returns>The secret, shown once, in place of the one before.</returns>
    public async Task<string> MakeSecretAsync(string actor, CancellationToken cancellationToken)
    {
        var secret = Secret.Create();
        var kept = file.Key.Seal(secret, Place);
        await WriteAsync(row => row.HookSecret = kept, Acts.MakeAlertSecret, null, actor, cancellationToken);
        return secret;
    }

    /// <returns>How many messages were written: none where nobody is to be told.</returns>
    public async Task<int> TestAsync(NewsText text, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var settings = await database.AlertSettings.AsNoTracking().FirstOrDefaultAsync(cancellationToken) ?? new AlertSettings();
        var written = messages.Add(database, settings, settings.Addresses, text, new JsonObject { ["event"] = "test", ["at"] = time.GetUtcNow() });
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.TestAlerts, Subject = "alerts" });
        await database.SaveChangesAsync(cancellationToken);
        return written;
    }

    private async Task WriteAsync(Action<AlertSettings> change, string act, string? detail, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.AlertSettings.FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            row = new AlertSettings();
            database.AlertSettings.Add(row);
        }

        change(row);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = act, Subject = "alerts", Detail = detail });
        await database.SaveChangesAsync(cancellationToken);
    }
}

public enum AlertFault
{
    /// <summary>An address is none, or there are too many.</summary>
    Address,

    /// <summary>It is no address that something could be posted to.</summary>
    Url,
}
