using System.Text.Json;
using Lectern.Core.Platforms;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Http;
using Lectern.Web.Security;

namespace Lectern.Web.Pages;

/// <summary>The empty page of every address under <c>/w/{launch}/</c>. It holds no rights, but its headers are those of its launch.</summary>
public sealed class ShellModel(FrameOrigins frames) : LecternPage
{
    public Guid LaunchId { get; private set; }

    public bool HasOpener { get; private set; }

    public async Task OnGetAsync(Guid launch, CancellationToken cancellationToken)
    {
        LaunchId = launch;
        if (await frames.FindAsync(launch, cancellationToken) is not { } frame)
        {
            return;
        }

        HasOpener = frame.HasOpener;
        var headers = PageHeaders.Of(HttpContext);
        headers.FrameAncestors = string.Join(' ', frame.Origins.Prepend("'self'"));
        headers.FormTarget = frame.DeepLinkingFacts is { } facts ? Origin.Of(JsonSerializer.Deserialize<DeepLinkingFacts>(facts)!.Settings.ReturnUrl) : null;
    }
}
