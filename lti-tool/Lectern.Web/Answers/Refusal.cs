using Microsoft.Extensions.Localization;

namespace Lectern.Web.Answers;

/// <summary>Something we don't do for whoever asks, as a page or as problem+json: the words are the same.</summary>
/// <param name="Code">Stable for ever.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What happened; the key of its translations.</param>
/// <param name="Text">What still works and who can change it; the key of its translations.</param>
/// <param name="Icon">Name in the icon sprite.</param>
public sealed record Refusal(string Code, int Status, string Title, string Text, string Icon = "lock")
{
    private object[] _values = [];

    /// <summary>A copy with what stands for {0} and so on in both texts.</summary>
    public Refusal With(params object[] values) => this with { _values = values };

    internal string TitleIn(IStringLocalizer<Words> say) => say[Title, _values];

    internal string TextIn(IStringLocalizer<Words> say) => say[Text, _values];
}
