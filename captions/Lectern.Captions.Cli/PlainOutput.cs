using System.Globalization;
using Lectern.Captions.Runs;

namespace Lectern.Captions.Cli;

/// <summary>The events as a person wants to see them in a terminal.</summary>
internal sealed class PlainOutput(TextWriter output, TextWriter errors) : IRunOutput
{
    private int percent;

    public void Report(CaptionEvent value)
    {
        switch (value)
        {
            case ProgressEvent progress:
                percent = progress.Percent;
                break;
            case LanguageEvent { Probability: < 1 } language:
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Language: {language.Language} ({language.Probability:P0})"));
                break;
            case CueEvent cue:
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{percent,3} %  {TimeSpan.FromSeconds(cue.Start):hh\\:mm\\:ss}  {string.Join(" / ", cue.Lines)}"));
                break;
            case DoneEvent done:
                output.WriteLine(Describe(done));
                break;
            case FailedEvent failed:
                errors.WriteLine(failed.Message);
                break;
        }
    }

    private static string Describe(DoneEvent done) => done.Speech
        ? string.Create(CultureInfo.InvariantCulture, $"{done.Cues} cues for {TimeSpan.FromSeconds(done.MediaSeconds):hh\\:mm\\:ss} in {done.Seconds:0.0} s: {done.Output}")
        : $"Nobody speaks in this recording, so {done.Output} holds no cues.";
}
