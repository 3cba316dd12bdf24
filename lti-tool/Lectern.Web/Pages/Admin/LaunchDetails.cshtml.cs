using Lectern.Core.LaunchLog;
using Lectern.Core.Platforms;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>One launch with its masked claims.</summary>
public sealed class LaunchDetailsModel(ReadLaunchLog log, PlatformSettings settings) : OperatorPage
{
    public LaunchView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await log.FindAsync(id, cancellationToken) is not { } record)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        View = new LaunchView(record, record.PlatformId is { } platform ? (await settings.FindAsync(platform, cancellationToken))?.Name : null);
        return Page();
    }
}
