using System.Text.Json;
using Lectern.Core.Platforms;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Http;
using Lectern.Web.Security;

namespace Lectern.Web.Pages;

/// <summary>The empty page of every address under <c>/w/{launch}/</c>. It holds no rights, but its headers are those of its launch.</summary>
public sealed class ShellModel : LecternPage
{
    public Guid LaunchId { get; private set; }

    public bool HasOpener { get; private set; }

    /// <summary>The script may fetch the player while it signs in.</summary>
    public bool HasVideo { get; private set; }

    public void OnGet(Guid launch)
    {
        LaunchId = launch;
        if (HttpContext.Features.Get<LaunchFrame>() is not { } frame)
        {
            return;
        }

        (HasOpener, HasVideo) = (frame.HasOpener, frame.HasVideo);
        var headers = PageHeaders.Of(HttpContext);
        headers.FrameAncestors = string.Join(' ', frame.Origins.Prepend("'self'"));
        headers.FormTarget = frame.DeepLinkingFacts is { } facts ? Origin.Of(JsonSerializer.Deserialize<DeepLinkingFacts>(facts)!.Settings.ReturnUrl) : null;
    }
}
