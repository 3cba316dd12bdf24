using Lectern.Core.Keys;
using Lectern.Lti.Keys;
using Lectern.Lti.Launch;
using Lectern.Lti.Notices;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Lti;

/// <summary>Puts the protocol library together with our keys, which may be rotated while we run.</summary>
public sealed class LtiProtocol(
    KeyRing keys,
    ILtiRegistrations registrations,
    IDeployments deployments,
    INonces nonces,
    IPlatformKeys platformKeys,
    IOptions<WebOptions> options,
    TimeProvider time)
{
    internal const string LoginPath = "/lti/login";
    internal const string LaunchPath = "/lti/launch";
    internal const string KeysPath = "/lti/keys";
    internal const string RegisterPath = "/lti/register";
    internal const string NoticesPath = "/lti/notices";

    public ToolAddresses Tool { get; } = new([options.Value.PublicUrl], options.Value.Address(LaunchPath));

    internal async ValueTask<LoginInitiator> LoginsAsync(CancellationToken cancellationToken) =>
        new(time, await ProtectorAsync(cancellationToken));

    internal async ValueTask<LaunchValidator> LaunchesAsync(CancellationToken cancellationToken) =>
        new(await ProtectorAsync(cancellationToken), registrations, deployments, nonces, platformKeys, Tool, time);

    internal NoticeVerifier Notices { get; } = new(deployments, platformKeys, time);

    internal async ValueTask<ToolKeySet> ToolKeysAsync(CancellationToken cancellationToken) =>
        new((await keys.GetAsync(KeyPurpose.Tool, cancellationToken)).Select(key => new ToolKey(key.Kid, key.Material, key.ActiveFrom, key.RetiredAt)));

    private async ValueTask<LoginStateProtector> ProtectorAsync(CancellationToken cancellationToken) =>
        new([.. (await keys.GetAsync(KeyPurpose.State, cancellationToken)).Select(key => new StateKey(key.Kid, System.Text.Encoding.ASCII.GetBytes(key.Material)))]);
}
