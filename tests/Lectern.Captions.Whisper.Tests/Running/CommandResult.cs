using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper.Tests.Running;

internal sealed record CommandResult(CaptionExitCode ExitCode, IReadOnlyList<string> Lines, string Errors)
{
    public IReadOnlyList<CaptionEvent> Events { get; } = [.. Lines.Select(line => CaptionEvent.Parse(line) ?? throw new InvalidOperationException($"No event: {line}"))];

    public IEnumerable<T> Of<T>()
        where T : CaptionEvent => Events.OfType<T>();

    public override string ToString() => $"{ExitCode}\n{string.Join('\n', Lines)}\n{Errors}";
}
