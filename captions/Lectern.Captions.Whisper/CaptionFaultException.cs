using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper;

/// <summary>Captions can't be made, for a reason a person can do something about.</summary>
/// <param name="code">Why.</param>
/// <param name="message">What happened and what helps, in a sentence or two.</param>
/// <param name="inner">What told us.</param>
public sealed class CaptionFaultException(CaptionExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why; also the exit code of a run that ends so.</summary>
    public CaptionExitCode Code { get; } = code;
}
