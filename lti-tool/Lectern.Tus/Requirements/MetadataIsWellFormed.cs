namespace Lectern.Tus.Requirements;

/// <summary>Creation: metadata keys are unique and not empty, values are base64.</summary>
internal sealed class MetadataIsWellFormed : ITusRequirement
{
    public ValueTask<TusProblem?> CheckAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        if (TusMetadata.TryParse(exchange.Request.Header(TusHeaders.UploadMetadata)) is not { } metadata)
        {
            return new(TusProblems.MalformedMetadata);
        }

        exchange.Metadata = metadata;
        return default;
    }
}
