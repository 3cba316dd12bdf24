namespace Lectern.Lti.Launch.Checks;

/// <summary>Last of all, so that a launch refused for another reason leaves its nonce unspent, and by one insert, so that of two at once only one passes.</summary>
internal sealed class SingleUse(INonces nonces) : ILaunchCheck
{
    public async ValueTask<Rejection?> CheckAsync(LaunchContext launch, CancellationToken cancellationToken)
    {
        // The nonce is bound to the state, so it has to be remembered for as long as the state can come back.
        var forgettable = launch.Login!.ExpiresAt + LaunchValidator.Leeway;
        return await nonces.TryConsumeAsync(launch.Registration!.Id, launch.Login.Nonce, forgettable, cancellationToken) ? null : Rejections.NonceReused;
    }
}
