using System.Text;
using Lectern.Core.Governance;
using Lectern.Core.Imports;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Api;

/// <summary>Imports by a program, such as a student information system, with a key of its own. Nothing is changed unless it says so.</summary>
internal static class ImportApi
{
    // A name with letters of another encoding would be kept wrong for good.
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string PathOf(Guid platform) => $"/api/platforms/{platform}/import";

    internal static void MapImport(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/platforms/{platform:guid}/import", ImportAsync)
        .WithMetadata(new LargestImport())
        .RequireAuthorization(ImportKeyAuthentication.SchemeName);

    private static async Task<IResult> ImportAsync(
        Guid platform, string? kind, string? dryRun, ImportRows import, IStringLocalizer<Words> say, HttpContext context, CancellationToken cancellationToken)
    {
        if (KindOf(kind) is not { } what || !bool.TryParse(dryRun ?? bool.TrueString, out var isDry))
        {
            return Problems.Result(Refusals.ImportUnclear);
        }

        var (text, refusal) = await ReadAsync(context.Request, cancellationToken);
        if (text is null)
        {
            return Problems.Result(refusal!);
        }

        var (rows, fault) = ImportFile.Read(text, what);
        if (rows is null)
        {
            return Problems.Result(Refusals.Of(fault!));
        }

        var actor = Actors.OfImportKey(context.Features.GetRequiredFeature<ImportKey>().Id);
        return await import.RunAsync(platform, what, rows, !isDry, actor, cancellationToken) is { } report
            ? TypedResults.Ok(ImportAnswer.Of(report, say))
            : Problems.Result(Refusals.ImportKeyUnusable);
    }

    private static ImportKind? KindOf(string? name) =>
        Enum.GetValues<ImportKind>().Where(kind => string.Equals(kind.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(kind => (ImportKind?)kind).FirstOrDefault();

    private static async Task<(string? Text, Refusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(request.Body, s_strict, detectEncodingFromByteOrderMarks: false);
            return (await reader.ReadToEndAsync(cancellationToken), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, Refusals.ImportUnreadable);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Refusals.ImportTooLarge.With(Refusals.LargestMegabytes, ImportFile.MostRows));
        }
    }

    private sealed class LargestImport : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Refusals.LargestMegabytes * 1024 * 1024;
    }
}
