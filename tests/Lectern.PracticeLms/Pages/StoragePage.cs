using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

internal static class StoragePage
{
    /// <summary>Only origins of active tools may keep data here; the page's script asks for them by this list.</summary>
    public static void MapStorage(this IEndpointRouteBuilder routes) => routes.MapGet("/lti/storage", (LmsStore store) =>
        Layout.Bare("Data kept for tools", Html.Of($"""
            <main id="main" data-origins="{string.Join(' ', store.State.Tools.Where(tool => tool.Active).SelectMany(Origins).Distinct())}"></main>
            <script src="/assets/storage.js"></script>
            """)));

    private static IEnumerable<string> Origins(Tool tool) => tool.RedirectUris.Add(tool.TargetLinkUri).Add(tool.InitiateLoginUri)
        .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : null)
        .OfType<string>();
}
