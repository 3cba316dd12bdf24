using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Lti;

/// <summary>The fields of a platform's message. What is no form has none, and is refused for what is missing.</summary>
internal static class FormFields
{
    internal static async Task<IReadOnlyList<KeyValuePair<string, string?>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return [];
        }

        try
        {
            return Flat(await request.ReadFormAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            // More or longer fields than any platform sends, or parts that don't end.
            return [];
        }
    }

    internal static IReadOnlyList<KeyValuePair<string, string?>> Flat(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields) =>
        [.. fields.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value))];
}
