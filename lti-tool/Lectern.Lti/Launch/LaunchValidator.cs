using Lectern.Lti.Keys;
using Lectern.Lti.Launch.Checks;

namespace Lectern.Lti.Launch;

/// <summary>
/// Decides whether a launch may pass. The checks run in the specification's order and the first refusal ends it: state before token, signature before claims,
/// the nonce used up last, so that a refused launch can be tried again.
/// </summary>
public sealed class LaunchValidator
{
    /// <summary>How far the clocks of platform and tool may differ.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    /// <summary>The largest token that is read, in characters.</summary>
    public const int LongestToken = 64 * 1024;

    private static readonly TimeSpan Oldest = TimeSpan.FromHours(1);
    private readonly TimeProvider time;
    private readonly CheckList checks;

    /// <summary>Builds the checks.</summary>
    /// <param name="protector">Verifies states.</param>
    /// <param name="registrations">The host's registrations.</param>
    /// <param name="deployments">The host's deployments.</param>
    /// <param name="nonces">The host's used nonces.</param>
    /// <param name="keys">The platforms' keys.</param>
    /// <param name="tool">This tool's addresses.</param>
    /// <param name="time">The clock.</param>
    public LaunchValidator(
        LoginStateProtector protector,
        ILtiRegistrations registrations,
        IDeployments deployments,
        INonces nonces,
        IPlatformKeys keys,
        ToolAddresses tool,
        TimeProvider time)
    {
        this.time = time;
        checks = new CheckList(
        [
            new PlatformAnswer(protector), // OpenID Connect Core 1.0 §3.1.2.6
            new LaunchFields(), // Security Framework 1.0 §5.1.1.3
            new StateSignature(protector), // Security Framework 1.0 §5.1.1.3
            new StateAge(),
            new BrowserBinding(), // RFC 6749 §10.12
            new KnownRegistration(registrations), // LTI Core 1.3 §4.1.3
            .. CheckList.OfToken(keys, Oldest),
            new Nonce(), // Security Framework 1.0 §5.1.3 (9)
            new LtiVersion(), // LTI Core 1.3 §5.3.2
            new MessageType(), // LTI Core 1.3 §5.3.1
            new Identifiers(), // LTI Core 1.3 §5.3
            new DeploymentId(), // LTI Core 1.3 §5.3.3
            new Deployment(deployments), // LTI Core 1.3 §3.1.3
            new TargetLink(tool), // LTI Core 1.3 §5.3.4
            new Subject(), // LTI Core 1.3 §5.3.6
            new ResourceLinkId(), // LTI Core 1.3 §5.3.5
            new Roles(), // LTI Core 1.3 §5.3.7
            new DeepLinkingRequest(), // Deep Linking 2.0 §4.4.1
            new ForUser(), // Submission Review 1.0 §3.4
            new ReviewedItem(), // Submission Review 1.0 §3.4
            new SingleUse(nonces), // Security Framework 1.0 §5.1.3 (9)
        ]);
    }

    /// <summary>Names of the checks, in the order they run.</summary>
    public IReadOnlyList<string> Checks => checks.Names;

    /// <summary>Runs the checks.</summary>
    /// <param name="post">What the platform's form brought.</param>
    /// <param name="verifier">Gives the verifier the browser brought back for a state id, or null. Called once, with a state id of this tool.</param>
    /// <param name="cancellationToken">Stops waiting; the nonce may then be used up or not.</param>
    /// <returns>The launch; or the first refusal, with the check that gave it.</returns>
    public async Task<LtiResult<LtiLaunch>> ValidateAsync(LaunchPost post, Func<string, string?> verifier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(verifier);
        var launch = new LaunchContext(post, verifier, time.GetUtcNow());
        return await checks.FindRefusalAsync(launch, cancellationToken) is { } rejection
            ? Describe(rejection, launch)
            : LaunchReader.Read(launch.Registration!, launch.Login!, launch.Claims);
    }

    private static Rejection Describe(Rejection rejection, LaunchContext launch) => rejection with
    {
        Login = launch.Login,
        VerifiedClaims = launch.IsSignatureVerified ? launch.Claims : null,
        ReturnUrl = launch.IsSignatureVerified ? LaunchReader.ReturnUrl(launch.Claims) : null,
    };
}
