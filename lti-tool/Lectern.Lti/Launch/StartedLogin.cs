namespace Lectern.Lti.Launch;

/// <summary>A login that may now go to the platform. No record, so that no log prints the verifier.</summary>
public sealed class StartedLogin
{
    /// <summary>Short and random; use it for the name of the cookie that keeps <see cref="Verifier"/>.</summary>
    public required string StateId { get; init; }

    /// <summary>256 random bits for this browser alone: 43 characters. Only its hash is in <see cref="State"/>.</summary>
    public required string Verifier { get; init; }

    /// <summary>The signed state.</summary>
    public required string State { get; init; }

    /// <summary>The nonce the token has to carry.</summary>
    public required string Nonce { get; init; }

    /// <summary>Where the browser goes next, by GET.</summary>
    public required string AuthenticationRequestUri { get; init; }

    /// <summary>The registration that was chosen.</summary>
    public required LtiRegistration Registration { get; init; }

    /// <summary>The frame that keeps values for tools without cookies, when the platform has one.</summary>
    public string? StorageTarget { get; init; }

    /// <summary>The origin messages to that frame go to and answers come from: that of the platform's authorization endpoint. Null when it has none.</summary>
    public string? StorageOrigin { get; init; }

    /// <summary>The name under which the platform's storage keeps <see cref="Verifier"/> (lti.put_data); the state's own storage would prove nothing, since it stands in the answer.</summary>
    public string StorageKey => LoginState.KeyOf(StateId);
}
