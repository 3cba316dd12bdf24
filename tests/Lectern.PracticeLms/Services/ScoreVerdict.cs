using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <param name="After">The grade from now on; null when the score is refused.</param>
/// <param name="Status">The refusal's HTTP status.</param>
internal sealed record ScoreVerdict(Grade? After, int Status, string? Reason)
{
    public static ScoreVerdict Take(Grade after) => new(after, StatusCodes.Status200OK, null);

    public static ScoreVerdict Refuse(int status, string reason) => new(null, status, reason);
}
