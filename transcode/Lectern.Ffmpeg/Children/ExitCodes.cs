namespace Lectern.Ffmpeg.Children;

internal static class ExitCodes
{
    private const int BySignal = 128;
    private const int ProcessorSignal = 24;
    private const int FileSizeSignal = 25;

    public static (ChildFailure Failure, string What) Explain(ChildCommand command, ChildResult result)
    {
        if (NeverRan(result))
        {
            return (ChildFailure.CouldNotStart, $"{command.FileName} could not start.");
        }

        if (EndedBy(ProcessorSignal, result))
        {
            return (ChildFailure.ProcessorLimit, $"{command.FileName} was ended by the system: it used more processor time than it may.");
        }

        return EndedBy(FileSizeSignal, result)
            ? (ChildFailure.FileSizeLimit, $"{command.FileName} was ended by the system: it wrote a larger file than it may.")
            : (ChildFailure.ExitCode, $"{command.FileName} ended with exit code {result.ExitCode}.");
    }

    // The launcher's own words when it cannot replace itself by the program (execvp(3) failed).
    private static bool NeverRan(ChildResult result) =>
        result.ExitCode is 126 or 127 && result.ErrorTail.Any(line => line.Contains("failed to execute", StringComparison.Ordinal));

    // ffmpeg catches SIGXCPU, says so, and ends with 255.
    private static bool EndedBy(int signal, ChildResult result) =>
        result.ExitCode == BySignal + signal
        || result.ErrorTail.Any(line => line.EndsWith($"received signal {signal}.", StringComparison.Ordinal));
}
