using Lectern.Lti.Keys;
using Lectern.Lti.Launch;
using Lectern.Lti.Launch.Checks;

namespace Lectern.Lti.Notices;

/// <summary>
/// Decides whether a notice may be believed: the checks of a launch that apply, in their order. No browser brings a notice, so there is no login, nonce or person; the
/// host drops a notice it has seen, by registration and <see cref="Notice.Id"/>, with one unique insert.
/// </summary>
public sealed class NoticeVerifier
{
    // Queued notices may come late; their own exp still ends them.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);
    private readonly TimeProvider time;
    private readonly CheckList checks;

    /// <summary>Builds the checks.</summary>
    /// <param name="deployments">The host's deployments.</param>
    /// <param name="keys">The platforms' keys.</param>
    /// <param name="time">The clock.</param>
    public NoticeVerifier(IDeployments deployments, IPlatformKeys keys, TimeProvider time)
    {
        this.time = time;
        checks = new CheckList(
        [
            .. CheckList.OfToken(keys, Oldest),
            new LtiVersion(), // LTI Core 1.3 §5.3.2
            new NoticeClaim(), // Platform Notification Service 1.0, notice claim
            new Identifiers(), // LTI Core 1.3 §5.3
            new DeploymentId(), // LTI Core 1.3 §5.3.3
            new Deployment(deployments), // LTI Core 1.3 §3.1.3
            new CopiedContexts(), // LtiContextCopyNotice
        ]);
    }

    /// <summary>Names of the checks, in the order they run.</summary>
    public IReadOnlyList<string> Checks => checks.Names;

    /// <summary>Runs the checks on one notice.</summary>
    /// <param name="registration">Whose handler was called; a token of any other platform or client is refused.</param>
    /// <param name="token">The notice as it came.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// A <see cref="HelloWorldNotice"/>, <see cref="ContextCopyNotice"/> or, for any other type, <see cref="OtherNotice"/>; or the first refusal, with the check that gave
    /// it. Only with a transient one (LTI-020) is it worth keeping the token for another try.
    /// </returns>
    public async Task<LtiResult<Notice>> VerifyAsync(LtiRegistration registration, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(token);
        var launch = new LaunchContext(new LaunchPost { IdToken = token }, _ => null, time.GetUtcNow()) { Registration = registration };
        return await checks.FindRefusalAsync(launch, cancellationToken) is { } rejection ? rejection : NoticeReader.Read(launch.Claims);
    }
}
