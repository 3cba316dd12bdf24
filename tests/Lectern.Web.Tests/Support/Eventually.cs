namespace Lectern.Web.Tests.Support;

/// <summary>Waits for what is done behind a request.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static async Task<T> FindAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        var stop = TestContext.Current.CancellationToken;
        var deadline = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(deadline) < s_patience)
        {
            if (await find() is { } found)
            {
                return found;
            }

            await Task.Delay(20, stop);
        }

        throw new TimeoutException("It did not come.");
    }
}
