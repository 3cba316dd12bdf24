namespace Lectern.Lti.Launch;

/// <summary>The host's registrations.</summary>
public interface ILtiRegistrations
{
    /// <summary>Finds a registration.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when there is none, or it was switched off.</returns>
    ValueTask<LtiRegistration?> FindAsync(Guid id, CancellationToken cancellationToken);
}
