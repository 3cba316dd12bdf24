using System.Text.RegularExpressions;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Says in a line why an encoder ended: without its command and without addresses, since a camera's holds its password.</summary>
internal static partial class Interruption
{
    public static string Explain(ChildProcessException problem) => problem switch
    {
        { Failure: ChildFailure.CouldNotStart } => problem.Message.Split('\n')[0],
        { ErrorTail: [.., var last] } => Address().Replace(Pointer().Replace(last, ""), "(address)"),
        _ => $"It ended with exit code {problem.ExitCode}.",
    };

    [GeneratedRegex(@"\w+://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(" @ 0x[0-9a-f]+")]
    private static partial Regex Pointer();
}
