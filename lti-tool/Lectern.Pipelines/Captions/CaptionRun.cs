using Lectern.Captions.Runs;
using Lectern.Core.Jobs;
using Lectern.Ffmpeg.Children;
using Lectern.Pipelines.Runs;

namespace Lectern.Pipelines.Captions;

/// <summary>Runs <c>lectern-captions</c> and turns its words into ours.</summary>
internal sealed class CaptionRun(ChildRunner runner)
{
    public static JobError NoEngine { get; } = new(
        JobCodes.CaptionEngine,
        "Captions can't be made: the speech program can't start on this server. The video plays without them. Your administrator can mend it; then try again.");

    private DoneEvent? _done;
    private FailedEvent? _failed;

    /// <summary>What became of the sound; null when the file has none.</summary>
    /// <exception cref="JobFailedException">Another run would end the same way.</exception>
    /// <exception cref="ChildProcessException">Another run may help.</exception>
    public async Task<DoneEvent?> RunAsync(ChildCommand command, Action<int> progress, CancellationToken cancellationToken)
    {
        // The command also ends when its standard input does, so a stream that stays open is its lifeline.
        await using var lifeline = new OpenStream();
        var pipes = new ChildPipes { Input = lifeline, OnOutputLine = line => Read(line, progress) };
        var result = await runner.RunAsync(command with { FailsOnExitCode = false }, pipes, cancellationToken);
        return (CaptionExitCode)result.ExitCode switch
        {
            CaptionExitCode.Done when _done is not null => _done,
            CaptionExitCode.NoAudio => null,
            _ => throw Explain((CaptionExitCode)result.ExitCode, result),
        };
    }

    private void Read(string line, Action<int> progress)
    {
        switch (CaptionEvent.Parse(line))
        {
            case ProgressEvent told:
                progress(told.Percent);
                break;
            case DoneEvent done:
                _done = done;
                break;
            case FailedEvent failed:
                _failed = failed;
                break;
        }
    }

    private Exception Explain(CaptionExitCode code, ChildResult result)
    {
        var detail = new CaptionRunException(code, _failed?.Message, result.ErrorTail);
        return code switch
        {
            CaptionExitCode.UnusableModel => Permanent(
                JobCodes.CaptionModel, "Captions can't be made: the speech model is missing or damaged. The video plays without them. Your administrator can set the model; then try again.", detail),
            CaptionExitCode.Usage => Permanent(
                JobCodes.CaptionLanguage, "Captions can't be made with these settings: the speech model may not know the language set for this video. The video plays without them. Choose another language; then try again.", detail),
            CaptionExitCode.EngineUnavailable => new JobFailedException(NoEngine, detail),
            CaptionExitCode.UnreadableMedia => Permanent(
                JobCodes.CaptionSound, "The sound of this video can't be read, so it has no captions. Export it again, such as to MP4. What you uploaded is kept.", detail),
            _ => detail,
        };
    }

    private static JobFailedException Permanent(string code, string sentence, Exception detail) => new(new JobError(code, sentence), detail);
}
