using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>Without its id a notice could not be told from its repetition.</summary>
internal sealed class NoticeClaim : LaunchCheck
{
    private const int LongestType = 255;

    protected override Rejection? Check(LaunchContext launch) => launch.Claims.Object(Claims.Notice) switch
    {
        null => Rejections.NoticeIncomplete.With("notice"),
        { } notice when notice.Id("id") is null => Rejections.NoticeIncomplete.With("notice.id"),
        { } notice when notice.Filled("type") is not { Length: <= LongestType } => Rejections.NoticeIncomplete.With("notice.type"),
        _ => null,
    };
}
