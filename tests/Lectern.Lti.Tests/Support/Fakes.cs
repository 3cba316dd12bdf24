using System.Collections.Concurrent;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Tests.Support;

internal sealed class FakeRegistrations : ConcurrentDictionary<Guid, LtiRegistration>, ILtiRegistrations
{
    public ValueTask<LtiRegistration?> FindAsync(Guid id, CancellationToken cancellationToken) => ValueTask.FromResult(this.GetValueOrDefault(id));
}

internal sealed class FakeDeployments : ConcurrentDictionary<(Guid, string), DeploymentStatus>, IDeployments
{
    public ValueTask<DeploymentStatus> FindAsync(Guid registrationId, string deploymentId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(this.GetValueOrDefault((registrationId, deploymentId)));
}

internal sealed class FakeNonces : INonces
{
    public ConcurrentDictionary<(Guid, string), DateTimeOffset> Used { get; } = [];

    public async ValueTask<bool> TryConsumeAsync(Guid registrationId, string nonce, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Used.TryAdd((registrationId, nonce), expires);
    }
}
