using System.Globalization;
using Lectern.Core.Launches;
using Lectern.Core.Platforms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Language;

/// <summary>Behind a launch the language of the LMS counts before the browser's.</summary>
internal sealed class LaunchLanguage(IOptions<RequestLocalizationOptions> options)
{
    /// <summary>Switches to the language of the launch that this request was found to belong to, if we speak it.</summary>
    internal void Speak(HttpContext context)
    {
        var locale = context.Features.Get<LaunchSession>()?.Launch.Locale ?? context.Features.Get<LaunchFrame>()?.Locale;
        if (Languages.For(locale, options.Value.SupportedUICultures!) is { } culture)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        }
    }
}
