namespace Lectern.Ffmpeg.Children;

/// <summary>How a child ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + n when signal n ended it.</param>
/// <param name="ErrorTail">Its last lines on standard error, at most 40.</param>
public sealed record ChildResult(int ExitCode, IReadOnlyList<string> ErrorTail);
