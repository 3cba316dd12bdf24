using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>Walks rules in their order.</summary>
internal static class Checks
{
    public static async ValueTask<TusProblem?> FirstProblemAsync(
        this IReadOnlyList<ITusRequirement> requirements, TusExchange exchange, CancellationToken cancellationToken)
    {
        foreach (var requirement in requirements)
        {
            if (await requirement.CheckAsync(exchange, cancellationToken) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}
