using Lectern.Tus.Client;

namespace Lectern.Tus.Tests.Host;

/// <summary>Progress told at once, on the thread it happens on.</summary>
public sealed class InlineProgress(Action<TusProgress> told) : IProgress<TusProgress>
{
    public void Report(TusProgress value) => told(value);
}
