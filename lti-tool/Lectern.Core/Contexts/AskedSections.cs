namespace Lectern.Core.Contexts;

/// <summary>What the platform's services said of sections, where the launch itself did not.</summary>
/// <param name="Theirs">The launching person's. Null when the platform gave no answer: then what is for single sections stays closed to them.</param>
/// <param name="Others">More of the course's sections, in which the person is not.</param>
public sealed record AskedSections(IReadOnlyList<ToldSection>? Theirs, IReadOnlyList<ToldSection> Others)
{
    public static AskedSections NoAnswer { get; } = new(null, []);
}

/// <param name="Name">Null where only the id is told.</param>
public sealed record ToldSection(string Key, string? Name);
