namespace Lectern.Lti.Launch;

/// <summary>What the platform tells of the person (LTI Core 1.3 §5.3.6). All of it may be missing.</summary>
/// <param name="Name">Full name.</param>
/// <param name="GivenName">First name.</param>
/// <param name="FamilyName">Last name.</param>
/// <param name="Email">E-mail address; never an identity.</param>
/// <param name="Locale">The person's language.</param>
public sealed record PersonClaims(string? Name, string? GivenName, string? FamilyName, string? Email, string? Locale)
{
    /// <summary>Nothing personal.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => nameof(PersonClaims);
}
