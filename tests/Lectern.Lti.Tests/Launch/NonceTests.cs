using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Launch;

public sealed class NonceTests
{
    private readonly LaunchBench bench = new();

    [Fact]
    [Refuses("LTI-014")]
    public async Task A_launch_sent_twice_opens_once()
    {
        var login = bench.Login();
        var claims = bench.Claims(login);

        var first = await bench.LaunchAsync(login, claims);
        var second = await bench.LaunchAsync(login, claims);

        Assert.True(first.IsAccepted);
        Refusal.Is(Rejections.NonceReused, second);
    }

    [Fact]
    [Refuses("LTI-014")]
    public async Task Of_fifty_launches_at_once_with_one_nonce_exactly_one_opens()
    {
        var login = bench.Login();
        var token = Jwt.Sign(LaunchBench.Header(), bench.Claims(login).ToJsonString(), TestKeys.Platform);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bench.PostAsync(login, token))));

        Assert.Single(results, result => result.IsAccepted);
        Assert.All(results.Where(result => !result.IsAccepted), result => Refusal.Is(Rejections.NonceReused, result));
        Assert.Equal(1, bench.Http.Count);
    }

    [Fact]
    public async Task A_used_nonce_is_remembered_for_longer_than_its_state_can_come_back()
    {
        var login = bench.Login();

        await bench.LaunchAsync(login, bench.Claims(login));

        var expires = Assert.Single(bench.Nonces.Used).Value;
        Assert.Equal(bench.Time.GetUtcNow() + LoginState.Lifetime + LaunchValidator.Leeway, expires);
    }
}
