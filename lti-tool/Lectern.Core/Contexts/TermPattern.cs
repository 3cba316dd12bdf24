namespace Lectern.Core.Contexts;

/// <summary>The patterns of the table of terms: <c>*</c> stands for any letters, upper and lower case are the same.</summary>
internal static class TermPattern
{
    internal static bool Fits(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        var end = text.Length - parts[^1].Length;
        if (!text.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase) || !text.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = text.IndexOf(part, Math.Min(at, text.Length), StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return at <= end;
    }
}
