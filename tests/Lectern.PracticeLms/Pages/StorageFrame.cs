namespace Lectern.PracticeLms.Pages;

/// <summary>
/// The frame that keeps small data for tools (LTI postMessage Storage 0.1), named so that a tool beside it can reach it.
/// It stands on every page that frames a tool, and the page's script tells tools of it.
/// </summary>
internal static class StorageFrame
{
    public static Html Of(Manner manner) => manner.StorageFrame is { } name
        ? Html.Of($"""<iframe hidden name="{name}" title="Data kept for tools" src="/lti/storage" data-storage></iframe>""")
        : Html.Empty;
}
