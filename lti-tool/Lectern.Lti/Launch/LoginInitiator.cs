using System.Buffers.Text;
using System.Security.Cryptography;
using Lectern.Lti.Http;

namespace Lectern.Lti.Launch;

/// <summary>Answers a platform's request to start a sign-in (Security Framework 1.0 §5.1.1).</summary>
/// <param name="time">The clock.</param>
/// <param name="protector">Signs the state.</param>
public sealed class LoginInitiator(TimeProvider time, LoginStateProtector protector)
{
    private const int LongestChannel = 64;
    private const int LongestOrigin = 270;

    /// <summary>Chooses the registration and makes the authentication request.</summary>
    /// <param name="request">What the platform asks.</param>
    /// <param name="candidates">All registrations of that issuer.</param>
    /// <param name="tool">This tool's addresses.</param>
    /// <param name="channel">Hash given by the frame that opened this sign-in in a window of its own; at most 64 letters, digits, <c>-</c> or <c>_</c>.</param>
    /// <param name="windowed">True when the sign-in runs in a window of its own.</param>
    /// <returns>The started login; or LTI-002 to LTI-006, or LTI-048.</returns>
    public LtiResult<StartedLogin> Start(LoginRequest request, IReadOnlyList<LtiRegistration> candidates, ToolAddresses tool, string? channel = null, bool windowed = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(tool);
        var chosen = Choose(request, candidates);
        if (!chosen.IsAccepted)
        {
            return chosen.Rejection;
        }

        if (request.CanvasEnvironment is { } environment && CanvasHost.EnvironmentOf(chosen.Value.Issuer) is { } registered && environment != registered)
        {
            return Rejections.EnvironmentOther.With($"{registered} is registered");
        }

        if (!tool.Own(request.TargetLinkUri))
        {
            return Rejections.TargetNotOurs;
        }

        return IsUsable(channel) ? Start(request, chosen.Value, tool, channel, windowed) : Rejections.LoginFieldUnusable.With("channel");
    }

    private StartedLogin Start(LoginRequest request, LtiRegistration registration, ToolAddresses tool, string? channel, bool windowed)
    {
        var verifier = Random(32);
        var state = new LoginState
        {
            StateId = Random(9),
            RegistrationId = registration.Id,
            Nonce = Random(32),
            VerifierHash = LoginState.Hash(verifier),
            TargetLinkUriHash = LoginState.Hash(request.TargetLinkUri),
            IssuedAt = time.GetUtcNow(),
            DeploymentId = request.DeploymentId,
            StorageTarget = request.StorageTarget,
            StorageOrigin = StorageOrigin(registration),
            Channel = channel,
            Windowed = windowed,
        };
        var text = protector.Protect(state);
        return new StartedLogin
        {
            StateId = state.StateId,
            Verifier = verifier,
            State = text,
            Nonce = state.Nonce,
            AuthenticationRequestUri = AuthenticationRequest.Build(registration, request, tool.RedirectUri, text, state.Nonce),
            Registration = registration,
            StorageTarget = request.StorageTarget,
            StorageOrigin = state.StorageOrigin,
        };
    }

    // LTI Core 1.3 §4.1.3: hosted platforms give every school one issuer, so the issuer alone never decides while there is more than one client.
    private static LtiResult<LtiRegistration> Choose(LoginRequest request, IReadOnlyList<LtiRegistration> candidates)
    {
        var ofIssuer = candidates.Where(candidate => candidate.Issuer == request.Issuer).ToList();
        if (ofIssuer.Count == 0)
        {
            return Rejections.IssuerUnknown;
        }

        var ofClient = request.ClientId is null ? ofIssuer : ofIssuer.FindAll(candidate => candidate.ClientId == request.ClientId);
        return ofClient switch
        {
            [] => Rejections.ClientUnknown,
            [var only] => only,
            _ => Rejections.ClientAmbiguous,
        };
    }

    // Canvas answers on its sign-in host only, whatever its issuer or the school's host are called.
    private static string? StorageOrigin(LtiRegistration registration) =>
        Origin.Of(registration.AuthorizationEndpoint) is { Length: <= LongestOrigin } origin ? origin : null;

    private static bool IsUsable(string? channel) =>
        channel is null || (channel.Length is > 0 and <= LongestChannel && channel.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
