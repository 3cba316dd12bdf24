namespace Lectern.PracticeLms.Web;

internal static class RequestFields
{
    /// <summary>Query and form fields together; the first of several values counts, and a form field wins over the query.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FieldsAsync(this HttpRequest request)
    {
        var fields = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value[0] ?? "");
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
            {
                fields[name] = value[0] ?? "";
            }
        }

        return fields;
    }
}
