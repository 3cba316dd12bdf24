namespace Lectern.Captions.Quality;

/// <summary>The outcome of <see cref="WordErrorRate"/>.</summary>
/// <param name="ReferenceWords">Words said.</param>
/// <param name="Substitutions">Words recognised as another.</param>
/// <param name="Deletions">Words missed.</param>
/// <param name="Insertions">Words nobody said.</param>
public readonly record struct WordErrors(int ReferenceWords, int Substitutions, int Deletions, int Insertions)
{
    /// <summary>All errors together.</summary>
    public int Total => Substitutions + Deletions + Insertions;

    /// <summary>Errors over words said: 0 is perfect, above 1 when more was invented than said. Without any words said, 0 or 1.</summary>
    public double Rate => ReferenceWords > 0 ? (double)Total / ReferenceWords : Total == 0 ? 0 : 1;

    internal WordErrors WithSubstitution() => this with { Substitutions = Substitutions + 1 };

    internal WordErrors WithDeletion() => this with { Deletions = Deletions + 1 };

    internal WordErrors WithInsertion() => this with { Insertions = Insertions + 1 };
}
