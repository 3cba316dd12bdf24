using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Tests.Support;

/// <summary>A language that no one speaks: each of our texts in brackets. What stands on a page without them had no way to a translator.</summary>
internal static class PseudoLanguage
{
    public const string Tag = "qps-Ploc";

    public static void Speak(IServiceCollection services)
    {
        services.AddSingleton<IStringLocalizerFactory, Factory>();
        services.PostConfigure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures!.Add(CultureInfo.GetCultureInfo(Tag));
            options.SupportedUICultures!.Add(CultureInfo.GetCultureInfo(Tag));
        });
    }

    private sealed class Factory(IOptions<LocalizationOptions> options, ILoggerFactory loggers) : IStringLocalizerFactory
    {
        private readonly ResourceManagerStringLocalizerFactory _real = new(options, loggers);

        public IStringLocalizer Create(Type resourceSource) => new Localizer(_real.Create(resourceSource));

        public IStringLocalizer Create(string baseName, string location) => new Localizer(_real.Create(baseName, location));
    }

    private sealed class Localizer(IStringLocalizer real) : IStringLocalizer
    {
        public LocalizedString this[string name] => Bracketed(real[name]);

        public LocalizedString this[string name, params object[] arguments] => Bracketed(real[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => real.GetAllStrings(includeParentCultures);

        private static LocalizedString Bracketed(LocalizedString text) =>
            CultureInfo.CurrentUICulture.Name == Tag ? new LocalizedString(text.Name, $"⟦{text.Value}⟧", text.ResourceNotFound) : text;
    }
}
