namespace Lectern.Ffmpeg.Children;

/// <summary>A child did not do its work. The message holds the command line and the end of what it wrote to standard error.</summary>
public sealed class ChildProcessException : Exception
{
    internal ChildProcessException(ChildFailure failure, ChildCommand command, string what, ChildResult? result = null, Exception? inner = null)
        : base(Compose(command, what, result), inner)
    {
        Failure = failure;
        CommandLine = command.CommandLine;
        ExitCode = result?.ExitCode;
        ErrorTail = result?.ErrorTail ?? [];
    }

    /// <summary>In which way it failed.</summary>
    public ChildFailure Failure { get; }

    /// <summary>The command as one would type it.</summary>
    public string CommandLine { get; }

    /// <summary>The exit code, where the child came to have one.</summary>
    public int? ExitCode { get; }

    /// <summary>Its last lines on standard error, at most 40.</summary>
    public IReadOnlyList<string> ErrorTail { get; }

    private static string Compose(ChildCommand command, string what, ChildResult? result)
    {
        var tail = result is { ErrorTail.Count: > 0 } ? $"\nIts last words:\n{string.Join('\n', result.ErrorTail)}" : "";
        return $"{what}\nCommand: {command.CommandLine}{tail}";
    }
}
