namespace Lectern.Lti.Services;

/// <summary>Reading pages to their end.</summary>
public static class ServicePages
{
    /// <summary>Puts all pages into one. For short lists; go through the pages one by one where a course may have thousands.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="pages">The pages.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Everything; or the first refusal, when nothing of the list may be used.</returns>
    public static async Task<LtiResult<ServicePage<T>>> CollectAsync<T>(this IAsyncEnumerable<LtiResult<ServicePage<T>>> pages, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        string? differences = null;
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            if (!page.IsAccepted)
            {
                return page.Rejection;
            }

            all.AddRange(page.Value.Items);
            differences = page.Value.Differences ?? differences;
        }

        return new ServicePage<T>(all, differences);
    }
}
