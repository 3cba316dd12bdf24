namespace Lectern.Lti.Keys;

/// <summary>Public keys of the platforms.</summary>
public interface IPlatformKeys
{
    /// <summary>Finds a key.</summary>
    /// <param name="registration">Whose key.</param>
    /// <param name="kid">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The key; or LTI-019 (not published) or LTI-020 (the set can't be had).</returns>
    ValueTask<LtiResult<PlatformKey>> FindAsync(LtiRegistration registration, string kid, CancellationToken cancellationToken);
}
