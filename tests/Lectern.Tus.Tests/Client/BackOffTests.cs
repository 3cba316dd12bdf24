using Lectern.Tus.Client;

namespace Lectern.Tus.Tests.Client;

public sealed class BackOffTests
{
    private static readonly TusClientOptions Options = new() { BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(10), MaxAttempts = 6 };

    [Theory]
    [InlineData(1, 0.0, 0.5)]
    [InlineData(1, 1.0, 1.0)]
    [InlineData(2, 1.0, 2.0)]
    [InlineData(4, 0.5, 6.0)]
    [InlineData(5, 1.0, 10.0)]
    [InlineData(2000, 1.0, 10.0)]
    public void Waits_double_up_to_the_cap_with_jitter(int failures, double chance, double seconds)
    {
        var backOff = new BackOff(Options, TimeProvider.System, () => chance);
        for (var i = 0; i < failures; i++)
        {
            backOff.Fail();
        }

        Assert.Equal(TimeSpan.FromSeconds(seconds), backOff.Delay(null));
    }

    [Theory]
    [InlineData(0.1, 1.0)]
    [InlineData(5, 5.0)]
    [InlineData(600, 10.0)]
    [InlineData(-5, 1.0)]
    public void A_servers_wish_counts_when_it_is_longer_and_within_the_cap(double asked, double seconds)
    {
        var backOff = new BackOff(Options, TimeProvider.System, () => 1);
        backOff.Fail();

        Assert.Equal(TimeSpan.FromSeconds(seconds), backOff.Delay(TimeSpan.FromSeconds(asked)));
    }

    [Fact]
    public void Attempts_are_spent_after_the_last_failure_in_a_row()
    {
        var backOff = new BackOff(Options, TimeProvider.System, () => 1);
        for (var i = 0; i < 5; i++)
        {
            backOff.Fail();
        }

        Assert.False(backOff.IsSpent);
        backOff.Fail();
        Assert.True(backOff.IsSpent);
        backOff.Reset();
        Assert.False(backOff.IsSpent);
    }
}
