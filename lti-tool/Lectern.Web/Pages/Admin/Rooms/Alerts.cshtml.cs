using Lectern.Core.Capture.Telling;
using Lectern.Web.Capture.Telling;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Who is told of alarms.</summary>
public sealed class AlertsModel(EditAlertSettings edit, NewMessages messages, IServiceProvider services) : OperatorPage
{
    public string? MailTo { get; private set; }

    public string? HookUrl { get; private set; }

    public bool TellsLecturers { get; private set; }

    public bool HasSecret { get; private set; }

    /// <summary>Without a mail server addresses are of no use.</summary>
    public bool CanMail => messages.CanMail;

    /// <summary>What was just made; shown once.</summary>
    public string? Secret { get; private set; }

    public string? Fault { get; private set; }

    public string? Done { get; private set; }

    public IReadOnlyList<OutgoingMessage> Latest { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync([FromForm] string? mailTo, [FromForm] string? hookUrl, [FromForm] bool tellsLecturers, CancellationToken cancellationToken)
    {
        if (await edit.ChangeAsync(mailTo, hookUrl, tellsLecturers, OperatorPolicy.Actor, cancellationToken) is not { } fault)
        {
            return RedirectToPage();
        }

        await LoadAsync(cancellationToken);
        (MailTo, HookUrl, TellsLecturers) = (mailTo, hookUrl, tellsLecturers);
        Fault = fault == AlertFault.Address ? Say["Write one mail address a line, at most {0}.", AlertSettings.MostAddresses] : Say["The webhook's address begins with https:// and has no password in it."];
        return Page();
    }

    public async Task<IActionResult> OnPostSecretAsync(CancellationToken cancellationToken)
    {
        Secret = await edit.MakeSecretAsync(OperatorPolicy.Actor, cancellationToken);
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken)
    {
        var written = await edit.TestAsync(services.GetRequiredService<NewsTexts>().Test(), OperatorPolicy.Actor, cancellationToken);
        if (written > 0)
        {
            Done = Say["A test is on its way. Below stands what became of it."];
        }
        else
        {
            Fault = Say["There is nobody to tell yet: save an address, and make a secret for the webhook."];
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var settings = await edit.ReadAsync(cancellationToken);
        (MailTo, HookUrl, TellsLecturers, HasSecret) = (settings.MailTo, settings.HookUrl, settings.TellsLecturers, settings.HookSecret is not null);
        Latest = await edit.LatestAsync(cancellationToken);
    }
}
