using System.Reflection;
using Lectern.Core.Videos;
using Lectern.Web.Pages;

namespace Lectern.Web.Answers;

/// <summary>
/// Every refusal of the web side. Those of the protocol are <see cref="Lectern.Lti.Rejections"/>, those of resumable uploads the library's own.
/// </summary>
public static partial class Refusals
{
    private static readonly Lazy<IReadOnlyList<Refusal>> Catalogue = new(ReadCatalogue);

    /// <summary>The whole catalogue, ordered by code.</summary>
    public static IReadOnlyList<Refusal> All => Catalogue.Value;

    internal static Refusal Of(FoundVideo found) => Of(found.Refusal, found.At);

    internal static Refusal Of(VideoRefusal refusal, DateTimeOffset? at) => refusal switch
    {
        VideoRefusal.NotPublished => NotPublished,
        VideoRefusal.NotOpenYet => NotOpenYet.With(Moment(at)),
        VideoRefusal.Closed => Closed.With(Moment(at)),
        VideoRefusal.OfAnotherCourse => OfAnotherCourse,
        VideoRefusal.SectionsUnknown => SectionsUnknown,
        _ => NotYours,
    };

    private static string Moment(DateTimeOffset? at) => at is { } moment ? When.Plain(moment) : "";

    private static List<Refusal> ReadCatalogue() =>
    [
        .. typeof(Refusals)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Refusal))
            .Select(property => (Refusal)property.GetValue(null)!)
            .OrderBy(refusal => refusal.Code, StringComparer.Ordinal),
    ];
}
