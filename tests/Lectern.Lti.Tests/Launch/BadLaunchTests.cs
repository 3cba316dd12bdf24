using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Launch;

public sealed class BadLaunchTests
{
    public static TheoryData<string> Certification => [.. BadLaunches.Certification.Keys];

    public static TheoryData<string> Ours => [.. BadLaunches.Ours.Keys];

    [Theory]
    [MemberData(nameof(Certification))]
    public Task Bad_payload_of_the_certification_suite_is_refused(string name) => IsRefused(BadLaunches.Certification[name]);

    [Theory]
    [MemberData(nameof(Ours))]
    public Task Bad_payload_of_our_own_is_refused(string name) => IsRefused(BadLaunches.Ours[name]);

    private static async Task IsRefused(BadLaunch bad)
    {
        var bench = new LaunchBench();
        var login = bench.Login();
        var claims = bench.Claims(login);
        var good = Jwt.Sign(LaunchBench.Header(), claims.ToJsonString(), TestKeys.Platform);

        var refused = await bench.PostAsync(login, bad.Token(claims, good));

        Refusal.Is(bad.Expected, refused);
        Assert.Empty(bench.Nonces.Used);
        Assert.True((await bench.PostAsync(login, good)).IsAccepted, "The good token still opens with the same login: nothing was spent.");
    }
}
