using Lectern.Lti.Json;

namespace Lectern.Lti.Launch;

/// <summary>Which courses a course was copied from (LTI Core 1.3 Appendix B.1, <c>Context.id.history</c>).</summary>
/// <param name="Ids">Context ids, the nearest ancestor first. Empty when the course is no copy, or is an import that keeps no history.</param>
/// <param name="IsTruncated">True when there are more ancestors than the platform tells (Canvas ends after 1,000).</param>
public sealed record ContextHistory(IReadOnlyList<string> Ids, bool IsTruncated)
{
    private const string Truncated = "truncated";

    internal static ContextHistory? Read(string? value)
    {
        if (value is null)
        {
            return null;
        }

        // The ids are URL-encoded, so that one with a comma stays whole.
        var ids = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Uri.UnescapeDataString).ToList();
        var isTruncated = ids.Count > 0 && ids[^1] == Truncated;
        return new ContextHistory([.. (isTruncated ? ids.SkipLast(1) : ids).Where(JsonReading.IsId).Distinct(StringComparer.Ordinal)], isTruncated);
    }
}
