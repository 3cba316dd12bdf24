using Lectern.Lti.Registration;

namespace Lectern.Web.Lti.Registering;

/// <summary>The boxes of the confirmation page.</summary>
public sealed class RegistrationForm
{
    /// <summary>Set by the page: without it no box was shown, and the defaults hold.</summary>
    public bool Chosen { get; set; }

    public string[] Placements { get; set; } = [];

    public string[] Scopes { get; set; } = [];

    public bool Names { get; set; }

    internal RegistrationChoices ChoicesOf(OpenIdConfiguration platform)
    {
        var offer = new RegistrationOffer(platform);
        return Chosen ? new RegistrationChoices(Placements, [.. offer.Scopes.Intersect(Scopes, StringComparer.Ordinal)], Names) : offer.Defaults;
    }
}
