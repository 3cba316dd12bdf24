namespace Lectern.Core.Rollovers;

/// <summary>What becomes of an item in the new term.</summary>
public enum RolloverChoice
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>It keeps its visibility and gets the new term's dates.</summary>
    Redate,

    /// <summary>It is published, with the new term's dates where it has any.</summary>
    Show,

    /// <summary>It becomes a draft.</summary>
    Hide,

    /// <summary>It is taken out of the course.</summary>
    Drop,
}
