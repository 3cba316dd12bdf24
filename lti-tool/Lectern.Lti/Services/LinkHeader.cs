namespace Lectern.Lti.Services;

/// <summary>
/// Reads Link headers (RFC 8288) as platforms write them. Moodle's grades put typographic quotes around the relation, which arrive as odd Latin-1 letters, and
/// escape the address for HTML; others leave out the quotes or the angle brackets, or give a relative address.
/// </summary>
internal static class LinkHeader
{
    private static readonly char[] Ends = [';', ','];

    /// <summary>True when there is a link of that relation; its absolute address is null when it can't be read, which must not pass for the end of a list.</summary>
    public static bool TryFind(IEnumerable<string> headers, string relation, Uri current, out Uri? address)
    {
        var target = headers.SelectMany(Links).Where(link => HasRelation(link.Parameters, relation)).Select(link => link.Target.Trim()).FirstOrDefault(text => text.Length > 0);
        address = target is not null && Uri.TryCreate(current, target.Replace("&amp;", "&", StringComparison.Ordinal), out var readable) ? readable : null;
        return target is not null;
    }

    private static IEnumerable<(string Target, string Parameters)> Links(string header)
    {
        if (!header.Contains('<', StringComparison.Ordinal))
        {
            var end = header.IndexOf(';', StringComparison.Ordinal);
            return end < 0 ? [] : [(header[..end], header[end..])];
        }

        // Addresses may hold commas, so each link is what stands between two opening brackets.
        return header.Split('<').Skip(1).Select(link => link.Split('>', 2)).Where(link => link.Length == 2).Select(link => (link[0], link[1]));
    }

    private static bool HasRelation(string parameters, string relation) =>
        parameters.Split(Ends).Select(parameter => parameter.Split('=', 2)).Any(parameter =>
            parameter.Length == 2
            && parameter[0].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase)
            && Words(parameter[1]).Contains(relation, StringComparer.OrdinalIgnoreCase));

    // Whatever stands for quotes is no letter of a relation's name.
    private static string[] Words(string value) =>
        string.Concat(value.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or ':' or '/' ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
