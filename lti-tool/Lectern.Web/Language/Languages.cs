using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Web.Language;

/// <summary>Which language a request is answered in: the LMS's, where a launch tells it and we speak it, otherwise the browser's.</summary>
internal static class Languages
{
    /// <summary>A language is added here together with its <c>Words.xx.resx</c>.</summary>
    private static readonly CultureInfo[] Spoken = [CultureInfo.GetCultureInfo("en")];

    internal static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<ScriptWords>().AddSingleton<LaunchLanguage>();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Spoken[0]);
            options.SupportedCultures = options.SupportedUICultures = [.. Spoken];
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    /// <summary>The language we speak for a tag that an LMS sends: <c>de-AT</c>, and as Moodle writes it <c>de_at</c>, is spoken as <c>de</c>.</summary>
    internal static CultureInfo? For(string? tag, IEnumerable<CultureInfo> spoken)
    {
        for (var rest = tag?.Replace('_', '-') ?? ""; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('-'))])
        {
            if (spoken.FirstOrDefault(culture => culture.Name.Equals(rest, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
