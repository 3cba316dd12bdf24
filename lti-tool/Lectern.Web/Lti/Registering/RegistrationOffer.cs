using Lectern.Lti.Http;
using Lectern.Lti.Registration;

namespace Lectern.Web.Lti.Registering;

/// <summary>What a platform announces of what we could use: IT chooses among it.</summary>
public sealed class RegistrationOffer
{
    private readonly List<(Placement Placement, string Announced)> _placements;

    public RegistrationOffer(OpenIdConfiguration platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var canvas = Announced(Placement.OfCanvas, platform);
        HasPlacesOfItsOwn = canvas.Count > 0;
        // A place may stand in a registration once, and Canvas knows its own also by the specification's names.
        _placements = HasPlacesOfItsOwn ? canvas : Announced(Placement.OfAll, platform);
        Scopes = [.. ToolRegistrationFactory.Scopes.Intersect(platform.Scopes, StringComparer.Ordinal)];
        NotOffered = [.. ToolRegistrationFactory.Scopes.Except(platform.Scopes, StringComparer.Ordinal)];
        Elsewhere = [.. new[] { platform.AuthorizationEndpoint, platform.TokenEndpoint, platform.JwksUri, platform.RegistrationEndpoint }.Where(address => Origin.Of(address) != Origin.Of(platform.Issuer)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Placements by name.</summary>
    public IReadOnlyList<string> Placements => [.. _placements.Select(one => one.Placement.Name)];

    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Scopes we could use and the platform does not have; some platforms refuse a registration that asks for one.</summary>
    public IReadOnlyList<string> NotOffered { get; }

    /// <summary>Addresses on another host than the issuer's.</summary>
    public IReadOnlyList<string> Elsewhere { get; }

    public RegistrationChoices Defaults => new([.. _placements.Where(one => one.Placement.ByDefault).Select(one => one.Placement.Name)], Scopes, Names: true);

    internal bool HasPlacesOfItsOwn { get; }

    internal bool AnnouncesPlacements => _placements.Count > 0;

    public bool IsDefault(string placement) => _placements.Any(one => one.Placement.Name == placement && one.Placement.ByDefault);

    internal IEnumerable<(Placement Placement, string Announced)> Chosen(RegistrationChoices choices) => _placements.Where(one => choices.Placements.Contains(one.Placement.Name));

    private static List<(Placement Placement, string Announced)> Announced(IEnumerable<Placement> placements, OpenIdConfiguration platform) =>
        [.. placements.Select(placement => (placement, placement.AnnouncedBy(platform)!)).Where(one => one.Item2 is not null)];
}
