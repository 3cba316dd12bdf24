namespace Lectern.Tus.Requirements;

/// <summary>Creation With Upload: a creation that brings a body brings it as upload bytes.</summary>
internal sealed class AnyBodyIsUploadBytes : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(!exchange.HasBody || exchange.CarriesUploadBytes ? null : TusProblems.WrongContentType);
}
