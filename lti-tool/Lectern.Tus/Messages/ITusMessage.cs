using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>One kind of request: the rules it must keep, then what it does.</summary>
internal interface ITusMessage
{
    IReadOnlyList<ITusRequirement> Requires { get; }

    Task<TusResponse> RunAsync(TusExchange exchange, CancellationToken cancellationToken);
}
