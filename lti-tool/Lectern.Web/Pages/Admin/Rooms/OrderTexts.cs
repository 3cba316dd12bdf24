using Lectern.Contracts.Devices;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

public static class OrderTexts
{
    public static string NameOf(this IStringLocalizer<Words> say, OrderKind kind) => kind switch
    {
        OrderKind.Start => say["Start"],
        OrderKind.Pause => say["Pause"],
        OrderKind.Resume => say["Go on"],
        OrderKind.Extend => say["Longer"],
        OrderKind.Stop => say["Stop"],
        OrderKind.Update => say["Update"],
        OrderKind.Restart => say["Restart"],
        _ => say["Logs"],
    };
}
