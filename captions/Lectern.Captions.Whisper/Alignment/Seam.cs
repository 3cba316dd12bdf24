namespace Lectern.Captions.Whisper.Alignment;

/// <summary>Where one part of the text ends and the next begins, in seconds of the window; equal when nobody pauses there.</summary>
internal readonly record struct Seam(double Before, double After)
{
    public double Pause => After - Before;

    public double Middle => (Before + After) / 2;
}
