using Lectern.Core.Capture.Bookings;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

public static class PublishTexts
{
    public static string NameOf(this IStringLocalizer<Words> say, PublishRule rule) => rule switch
    {
        PublishRule.AtOnce => say["As soon as it plays"],
        PublishRule.AfterHours => say["Some hours after its end"],
        PublishRule.AfterCaptions => say["When its captions are ready"],
        _ => say["When a teacher publishes it"],
    };
}
