using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>OPTIONS: what the server can do. The one request that needs no version.</summary>
internal sealed class AskOptions : ITusMessage
{
    public IReadOnlyList<ITusRequirement> Requires => [];

    public Task<TusResponse> RunAsync(TusExchange exchange, CancellationToken cancellationToken) => Task.FromResult(Reply.With(
        204,
        (TusHeaders.TusVersion, TusHeaders.Version),
        (TusHeaders.TusMaxSize, Reply.Number(exchange.Options.MaxUploadBytes)),
        (TusHeaders.TusExtension, string.Join(',', ExtensionsOf(exchange.Options))),
        (TusHeaders.TusChecksumAlgorithm, TusChecksum.Algorithms)));

    private static IEnumerable<string> ExtensionsOf(TusServerOptions options) =>
    [
        "creation",
        "creation-with-upload",
        .. options.AllowsDeferredLength ? ["creation-defer-length"] : Array.Empty<string>(),
        "checksum",
        .. options.KeepUnfinished is null ? Array.Empty<string>() : ["expiration"],
        "termination",
    ];
}
