using System.Text.Json;
using Lectern.Lti;
using Lectern.Lti.Launch;

namespace Lectern.Core.LaunchLog;

/// <summary>What the log is told of one attempt, before it is masked. No record, so that no log prints a name.</summary>
public sealed class LaunchAttempt
{
    public Guid Id { get; } = Guid.CreateVersion7();
    public required DateTimeOffset At { get; init; }
    public Guid? RegistrationId { get; init; }
    public Guid? LaunchId { get; init; }
    public SignInWay? Way { get; init; }
    public Rejection? Rejection { get; init; }
    public string? Reference { get; init; }

    /// <summary>The claims the platform signed; null while nobody has verified that.</summary>
    public JsonElement? Claims { get; init; }

    public bool IsRefused => Rejection is not null;

    public bool IsVerified => Claims is not null;

    public static LaunchAttempt Accepted(LtiLaunch launch, Guid launchId, SignInWay way, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(launch);
        return new() { At = at, RegistrationId = launch.Registration.Id, LaunchId = launchId, Way = way, Claims = launch.RawClaims };
    }

    public static LaunchAttempt Refused(Rejection rejection, string reference, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        return new() { At = at, RegistrationId = rejection.Login?.RegistrationId, Rejection = rejection, Reference = reference, Claims = rejection.VerifiedClaims };
    }
}
