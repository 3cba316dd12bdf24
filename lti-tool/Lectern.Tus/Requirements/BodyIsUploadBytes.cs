namespace Lectern.Tus.Requirements;

/// <summary>PATCH: the content type is <c>application/offset+octet-stream</c>, everything else is answered 415.</summary>
internal sealed class BodyIsUploadBytes : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
        => new(exchange.CarriesUploadBytes ? null : TusProblems.WrongContentType);
}
