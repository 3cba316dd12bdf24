namespace Lectern.Lti.Launch.Checks;

/// <summary>The state says which registration this is; the token only has to fit it.</summary>
internal sealed class KnownRegistration(ILtiRegistrations registrations) : ILaunchCheck
{
    public async ValueTask<Rejection?> CheckAsync(LaunchContext launch, CancellationToken cancellationToken)
    {
        launch.Registration = await registrations.FindAsync(launch.Login!.RegistrationId, cancellationToken);
        return launch.Registration is null ? Rejections.RegistrationGone : null;
    }
}
