using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Launch;

/// <summary>What teachers read for a section.</summary>
public static class SectionNames
{
    /// <param name="name">The platform's name of it; null where it tells only the id.</param>
    /// <param name="key">Its id there.</param>
    public static string SectionName(this IStringLocalizer<Words> say, string? name, string key) => name ?? say["Section {0}", key];
}
