namespace Lectern.Ffmpeg.Children;

/// <summary>The last lines of a pipe, for the message when things go wrong.</summary>
internal sealed class ErrorTail
{
    private const int Capacity = 40;
    private readonly Queue<string> lines = new(Capacity);
    private readonly Lock gate = new();

    public void Add(string line)
    {
        lock (gate)
        {
            if (lines.Count == Capacity)
            {
                lines.Dequeue();
            }

            lines.Enqueue(line);
        }
    }

    public IReadOnlyList<string> ToList()
    {
        lock (gate)
        {
            return [.. lines];
        }
    }
}
