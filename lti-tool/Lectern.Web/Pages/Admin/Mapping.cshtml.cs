using Lectern.Core.Mapping;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>From which part of a platform's launches sections, terms and departments are read, with what the last launch said there.</summary>
public sealed class MappingModel(EditMapping mapping) : OperatorPage
{
    /// <summary>Choice of the select beside which the parameter's name is written.</summary>
    public const string OfParameter = "parameter";

    public ShownMapping View { get; private set; } = null!;

    public string? Fault { get; private set; }

    /// <summary>How many keys were changed just now.</summary>
    public int? Changed { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var chosen = new Dictionary<MappedKey, MappingSource?>();
        foreach (var key in Enum.GetValues<MappedKey>())
        {
            var text = Text($"source-{key}") is OfParameter ? MappingSource.OfParameter(Text($"parameter-{key}")).Text : Text($"source-{key}");
            chosen[key] = MappingSource.Parse(text);
            if (text.Length > 0 && !MayBe(key, chosen[key]))
            {
                Fault = Say["{0}: write the custom parameter's name as the LMS sends it, such as {1}.", Say.NameOf(key), MappingDefaults.Of(key)[0].Parameter!];
                return await ShowAsync(id, cancellationToken);
            }
        }

        Changed = await mapping.RunAsync(id, chosen, OperatorPolicy.Actor, cancellationToken);
        return await ShowAsync(id, cancellationToken);
    }

    private static bool MayBe(MappedKey key, MappingSource? source) =>
        source is not null && (source.Parameter is not null || source == MappingSource.Nothing || MappingDefaults.ChoicesOf(key).Contains(source));

    private string Text(string field) => Request.Form[field].ToString().Trim();

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await mapping.FindAsync(id, cancellationToken) is not { } view)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        View = view;
        return Page();
    }
}
