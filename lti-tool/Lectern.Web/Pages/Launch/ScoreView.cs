using Lectern.Core.Grades;

namespace Lectern.Web.Pages.Launch;

/// <summary>One score as its teacher sees it.</summary>
/// <param name="Score">Null for who has not begun.</param>
/// <param name="Address">Where decisions are posted; null where none are taken.</param>
public sealed record ScoreView(GradedLink Link, GradedScore? Score, string? Address)
{
    /// <summary>18 of 20, without needless decimals.</summary>
    public string Points(double? part) => part is { } some ? (some * Link.Points.GetValueOrDefault()).ToString("0.##", System.Globalization.CultureInfo.CurrentCulture) : "–";

    /// <summary>The LMS took ours and kept its own all the same.</summary>
    public bool IsOverridden => Score is { State: ScoreState.Differs, Wanted: not null } && Score.Sent == Score.Wanted;
}
