using System.Reflection;

namespace Lectern.Lti;

/// <summary>Every refusal this library can give, each with a code that stays the same for ever.</summary>
public static partial class Rejections
{
    private static readonly Lazy<IReadOnlyList<Rejection>> Catalogue = new(ReadCatalogue);

    /// <summary>The whole catalogue, ordered by code.</summary>
    public static IReadOnlyList<Rejection> All => Catalogue.Value;

    private static List<Rejection> ReadCatalogue() =>
    [
        .. typeof(Rejections)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Rejection))
            .Select(property => (Rejection)property.GetValue(null)!)
            .OrderBy(rejection => rejection.Code.Value, StringComparer.Ordinal),
    ];

    private static Rejection Make(string code, string title, string text, string operatorText, string clause) =>
        new(new RejectionCode(code), title, text, operatorText, clause);
}
