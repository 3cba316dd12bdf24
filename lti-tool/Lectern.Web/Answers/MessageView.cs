using Lectern.Lti;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Answers;

/// <summary>A page that says what happened, what still works and who can change it, in the reader's language; the code comes last.</summary>
/// <param name="Icon">Name in the icon sprite.</param>
/// <param name="ReturnUrl">Where "Back to the course" leads; null where nothing verified says so.</param>
/// <param name="Reference">By which an operator finds this attempt in the launch log; null where it leaves none.</param>
/// <param name="Trace">By which an operator finds in the log what failed; null where nothing did.</param>
public sealed record MessageView(string Title, string Text, string Code, string Icon = "lock", string? ReturnUrl = null, string? Trace = null, string? Reference = null)
{
    internal static MessageView Of(Refusal refusal, IStringLocalizer<Words> say) => new(refusal.TitleIn(say), refusal.TextIn(say), refusal.Code, refusal.Icon);

    internal static MessageView Of(Rejection rejection, IStringLocalizer<Words> say) => new(say[rejection.Title], say[rejection.Text], rejection.Code.Value);
}
