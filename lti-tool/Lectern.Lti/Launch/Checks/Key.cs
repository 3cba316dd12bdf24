using Lectern.Lti.Json;
using Lectern.Lti.Keys;

namespace Lectern.Lti.Launch.Checks;

/// <summary>Keys come from the registration's key set alone; jwk, jku and x5u in the header are never looked at.</summary>
internal sealed class Key(IPlatformKeys keys) : ILaunchCheck
{
    public async ValueTask<Rejection?> CheckAsync(LaunchContext launch, CancellationToken cancellationToken)
    {
        var header = launch.Token!.Header;
        var found = await keys.FindAsync(launch.Registration!, header.Text("kid")!, cancellationToken);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        launch.Key = found.Value;
        return found.Value.Algorithm is { } only && only != header.Text("alg") ? Rejections.AlgorithmRefused.With($"the key is for {only} alone") : null;
    }
}
