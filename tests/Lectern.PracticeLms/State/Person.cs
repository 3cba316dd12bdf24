using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

internal sealed record Person
{
    public required string Id { get; init; }
    public required string UserName { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public string Title { get; init; } = "";
    public required string SourcedId { get; init; }

    /// <summary>What the sign-in page says about this person.</summary>
    public required string About { get; init; }

    /// <summary>Whole role addresses that hold outside every course and come with every launch.</summary>
    public ImmutableList<string> InstitutionRoles { get; init; } = [];

    public bool IsAdministrator { get; init; }

    /// <summary>Nobody real: a teacher looks through these eyes at the course.</summary>
    public bool IsTestStudent { get; init; }

    public string Name => $"{Title} {GivenName} {FamilyName}".Trim();

    public string Email => $"{UserName}@university.example";
}
