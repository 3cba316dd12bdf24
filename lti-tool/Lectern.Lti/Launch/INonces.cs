namespace Lectern.Lti.Launch;

/// <summary>The nonces that were used, per registration.</summary>
public interface INonces
{
    /// <summary>Uses up a nonce by one unique insert: never look first and add then.</summary>
    /// <param name="registrationId">The registration.</param>
    /// <param name="nonce">43 characters this tool made.</param>
    /// <param name="expires">It may be forgotten after this.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True for exactly one caller; false when it was used before.</returns>
    ValueTask<bool> TryConsumeAsync(Guid registrationId, string nonce, DateTimeOffset expires, CancellationToken cancellationToken);
}
