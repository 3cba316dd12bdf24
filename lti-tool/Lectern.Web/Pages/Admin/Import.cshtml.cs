using Lectern.Core.Imports;
using Lectern.Core.Platforms;
using Lectern.Web.Answers;
using Lectern.Web.Api;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Pages.Admin;

/// <summary>Imports a file into a platform: what would change first, and on a second press the same for good.</summary>
public sealed class ImportModel(PlatformSettings settings, ImportRows import, ImportKeys keys, IOptions<WebOptions> options) : OperatorPage
{
    /// <summary>A form holds it twice, once as a file and once as text; larger ones go by the console.</summary>
    private const int LargestFile = 2 * 1024 * 1024;

    private const int MostShown = 500;

    public Platform Platform { get; private set; } = null!;

    public ImportReport? Report { get; private set; }

    /// <summary>The file's content, to be sent again when it is to be done.</summary>
    public string? Text { get; private set; }

    public string? Fault { get; private set; }

    public string Address => $"/admin/platforms/{Platform.Id}/import";

    public IReadOnlyList<ImportKey> Keys { get; private set; } = [];

    /// <summary>Of the key that was just made; it is shown once.</summary>
    public string? Secret { get; private set; }

    /// <summary>Where programs send their files.</summary>
    public string ApiAddress => options.Value.Address(ImportApi.PathOf(Platform.Id));

    /// <summary>What people have to look at: refused rows first, rows that stay not at all.</summary>
    public IReadOnlyList<ImportedRow> Shown => [.. Report!.Rows.Where(row => row.Outcome != RowOutcome.Left).OrderByDescending(row => row.Outcome == RowOutcome.Refused).Take(MostShown)];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    public async Task<IActionResult> OnPostPreviewAsync(Guid id, [FromForm] ImportKind kind, IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 and <= LargestFile })
        {
            Fault = Say["Choose a file of at most 2 MB; larger ones go by lectern import on the server."];
            return await ShowAsync(id, cancellationToken);
        }

        using var reader = new StreamReader(file.OpenReadStream());
        return await ImportAsync(id, kind, await reader.ReadToEndAsync(cancellationToken), apply: false, cancellationToken);
    }

    public Task<IActionResult> OnPostApplyAsync(Guid id, [FromForm] ImportKind kind, [FromForm] string? text, CancellationToken cancellationToken) =>
        ImportAsync(id, kind, text ?? "", apply: true, cancellationToken);

    public async Task<IActionResult> OnPostMakeKeyAsync(Guid id, [FromForm] string? name, CancellationToken cancellationToken)
    {
        Secret = await keys.MakeAsync(id, name, OperatorPolicy.Actor, cancellationToken);
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeKeyAsync(Guid id, Guid key, CancellationToken cancellationToken)
    {
        await keys.RevokeAsync(id, key, OperatorPolicy.Actor, cancellationToken);
        return RedirectToPage();
    }

    private async Task<IActionResult> ImportAsync(Guid id, ImportKind kind, string text, bool apply, CancellationToken cancellationToken)
    {
        var (rows, fault) = ImportFile.Read(text, kind);
        if (rows is not null)
        {
            (Text, Report) = (text, await import.RunAsync(id, kind, rows, apply, OperatorPolicy.Actor, cancellationToken));
        }

        Fault = fault is null ? null : Say.TextOf(fault);
        return await ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(id, cancellationToken) is not { } platform)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        Platform = platform;
        Keys = await keys.ListAsync(id, cancellationToken);
        return Page();
    }
}
