namespace Lectern.Web.Lti.Registering;

/// <summary>What IT wants of the registration.</summary>
/// <param name="Names">Whether names and e-mail addresses are asked for.</param>
public sealed record RegistrationChoices(IReadOnlyCollection<string> Placements, IReadOnlyCollection<string> Scopes, bool Names);
