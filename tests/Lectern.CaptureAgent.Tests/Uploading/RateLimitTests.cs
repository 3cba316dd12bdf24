using Lectern.CaptureAgent.Uploading;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.CaptureAgent.Tests.Uploading;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Bytes_go_no_faster_than_the_room_may()
    {
        var limit = new RateLimit(clock) { BytesPerSecond = 1000 };

        Assert.InRange(await TakeForAsync(limit, TimeSpan.FromSeconds(10)), 9_500, 11_000);
    }

    [Fact]
    public async Task An_idle_night_is_not_followed_by_a_burst()
    {
        var limit = new RateLimit(clock) { BytesPerSecond = 1000 };
        clock.Advance(TimeSpan.FromHours(8));

        Assert.InRange(await TakeForAsync(limit, TimeSpan.FromSeconds(10)), 9_500, 12_000);
    }

    [Fact]
    public async Task Without_a_limit_all_go_at_once()
    {
        Assert.Equal(1 << 20, await new RateLimit(clock).TakeAsync(1 << 20, TestContext.Current.CancellationToken));
    }

    private async Task<long> TakeForAsync(RateLimit limit, TimeSpan time)
    {
        var taken = 0L;
        for (var until = clock.GetUtcNow() + time; clock.GetUtcNow() < until;)
        {
            var take = limit.TakeAsync(128 << 10, TestContext.Current.CancellationToken).AsTask();
            while (!take.IsCompleted)
            {
                clock.Advance(TimeSpan.FromMilliseconds(10));
                await Task.Yield();
            }

            taken += await take;
        }

        return taken;
    }
}
