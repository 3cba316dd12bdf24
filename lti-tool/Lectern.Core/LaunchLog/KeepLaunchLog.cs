using System.Text.Json;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Core.LaunchLog;

/// <summary>Takes attempts without making anybody wait, and writes many of them at once.</summary>
public sealed class KeepLaunchLog(IDbContextFactory<LecternDbContext> databases)
{
    private readonly RefusalBudget _budget = new();

    /// <summary>False when the attempt is only counted: too many of its kind came in this hour.</summary>
    public bool Allows(LaunchAttempt attempt) => _budget.Allows(attempt);

    public async Task RunAsync(IReadOnlyList<LaunchAttempt> attempts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        Guid?[] registrations = [.. attempts.Select(a => a.RegistrationId).Distinct()];
        var platforms = await database.Registrations.Where(r => registrations.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.PlatformId, cancellationToken);
        Guid?[] ids = [.. attempts.Select(a => a.LaunchId).Where(id => id is not null)];
        var roles = await database.Launches.Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Role, cancellationToken);
        database.LaunchLog.AddRange(attempts.Select(attempt => Record(attempt, platforms, roles)));
        await database.SaveChangesAsync(cancellationToken);
        await CountRepeatsAsync(database, cancellationToken);
    }

    private async Task CountRepeatsAsync(LecternDbContext database, CancellationToken cancellationToken)
    {
        foreach (var (row, more) in _budget.TakeRepeats())
        {
            if (await database.LaunchLog.Where(r => r.Id == row).ExecuteUpdateAsync(set => set.SetProperty(r => r.Times, r => r.Times + more), cancellationToken) == 0)
            {
                _budget.GiveBack(row, more);
            }
        }
    }

    private static LaunchRecord Record(LaunchAttempt attempt, Dictionary<Guid, Guid> platforms, Dictionary<Guid, CourseRole> roles)
    {
        var masked = attempt is { Claims: { } claims, RegistrationId: { } registration } ? MaskedClaims.Of(claims, registration) : null;
        using var shown = JsonDocument.Parse(masked ?? "{}");
        return new LaunchRecord
        {
            Id = attempt.Id,
            At = attempt.At,
            PlatformId = attempt.RegistrationId is { } id && platforms.TryGetValue(id, out var platform) ? platform : null,
            RegistrationId = attempt.RegistrationId,
            LaunchId = attempt.LaunchId,
            MessageType = StoredText.Clip(TextIn(shown.RootElement, Names.MessageType), LaunchRecord.LongestMessage),
            DeploymentId = DeploymentIn(attempt, shown.RootElement),
            Course = CourseIn(shown.RootElement),
            Role = attempt.LaunchId is { } launch && roles.TryGetValue(launch, out var role) ? role : null,
            Way = attempt.Way,
            Code = attempt.Rejection?.Code.Value,
            Reference = attempt.Reference,
            FailedCheck = attempt.Rejection?.Check?.Name,
            CheckNumber = attempt.Rejection?.Check?.Number,
            CheckCount = attempt.Rejection?.Check?.Count,
            Detail = StoredText.Clip(attempt.Rejection?.Detail, LaunchRecord.LongestDetail),
            IsVerified = attempt.IsVerified,
            SecondsSinceIssued = SinceIssued(attempt),
            Claims = masked,
        };
    }

    // The login names it too, but there it is only a hint.
    private static string? DeploymentIn(LaunchAttempt attempt, JsonElement shown) =>
        (TextIn(shown, Names.DeploymentId) ?? attempt.Rejection?.Login?.DeploymentId) is { Length: > 0 and <= 255 } id && id.All(char.IsAscii) ? id : null;

    private static string? CourseIn(JsonElement shown) =>
        shown.TryGetProperty(Names.Context, out var context) && context.ValueKind == JsonValueKind.Object
            ? StoredText.Clip(TextIn(context, "title") ?? TextIn(context, "label"), LaunchRecord.LongestCourse)
            : null;

    private static int? SinceIssued(LaunchAttempt attempt) =>
        attempt.Claims is { } claims && claims.TryGetProperty("iat", out var iat) && iat.ValueKind == JsonValueKind.Number && iat.TryGetDouble(out var seconds)
            ? (int)Math.Clamp(attempt.At.ToUnixTimeSeconds() - seconds, -86_400, 86_400)
            : null;

    private static string? TextIn(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
