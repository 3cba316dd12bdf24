using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper;

/// <summary>One percentage for the whole run, from what each stage says of itself. Stages get their share of the usual time.</summary>
internal sealed class ProgressMeter(IProgress<CaptionEvent> events)
{
    private const double SpeechShare = 8;
    private const double LanguageShare = 6;
    private const double TextShare = 84;
    private int last = -1;

    public void Speech(double share) => Report(SpeechShare * share);

    public void Language() => Report(SpeechShare + LanguageShare);

    public void Text(double share) => Report(SpeechShare + LanguageShare + (TextShare * share));

    public void Done() => Report(100);

    private void Report(double percent)
    {
        var whole = (int)percent;
        if (whole > last)
        {
            last = whole;
            events.Report(new ProgressEvent(whole));
        }
    }
}
