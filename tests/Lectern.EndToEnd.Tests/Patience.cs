namespace Lectern.EndToEnd.Tests;

/// <summary>Waits for what happens behind the pages.</summary>
internal static class Patience
{
    public static async Task UntilAsync(Func<Task<bool>> comesTrue, string what)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await comesTrue())
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"For half a minute there was no sign of {what}.");
    }
}
