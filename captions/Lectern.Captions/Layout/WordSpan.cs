namespace Lectern.Captions.Layout;

/// <summary>Words from <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct WordSpan(int First, int End)
{
    public int Count => End - First;

    public int Last => End - 1;
}
