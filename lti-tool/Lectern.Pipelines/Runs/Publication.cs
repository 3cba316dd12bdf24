using Lectern.Core;

namespace Lectern.Pipelines.Runs;

/// <summary>What a step makes visible, in the one transaction that also notes the step as done.</summary>
/// <param name="Write">Writes to the database; it is not called when the run was replaced.</param>
internal sealed record Publication(Func<LecternDbContext, CancellationToken, Task> Write)
{
    public static Publication Nothing { get; } = new((_, _) => Task.CompletedTask);

    /// <summary>Called after the commit, such as to wake the dispatcher. A kill before it must do no harm.</summary>
    public Action? Then { get; init; }
}
