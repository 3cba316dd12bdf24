using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Launch;

public sealed class PlatformStorageTests
{
    private const string OurPage = "https://video.example.edu";
    private readonly LaunchBench bench = new();

    [Fact]
    public void A_login_knows_where_and_as_what_the_platform_keeps_its_verifier()
    {
        var canvas = bench.Registration with { AuthorizationEndpoint = "https://sso.canvaslms.com/api/lti/authorize_redirect" };
        var request = LoginRequest.Parse(
        [
            new("iss", canvas.Issuer), new("login_hint", "h"), new("target_link_uri", LaunchBench.Target), new("lti_storage_target", "post_message_forwarding"),
        ]).Value!;

        var login = bench.Initiator.Start(request, [canvas], bench.Tool).Value!;
        var state = bench.Protector.Unprotect(login.State)!;

        Assert.Equal(("post_message_forwarding", "https://sso.canvaslms.com", "lectern_verifier_" + login.StateId), (login.StorageTarget, login.StorageOrigin, login.StorageKey));
        Assert.Equal((login.StorageTarget, login.StorageOrigin, login.StorageKey), (state.StorageTarget, state.StorageOrigin, state.StorageKey));
    }

    [Fact]
    public async Task A_verifier_from_the_platforms_storage_opens_as_one_from_a_cookie_does()
    {
        var login = bench.Login();

        // The platform's form comes first, without a cookie; its refusal tells the page where to look and spends nothing.
        var first = await Launch(login, null, "https://lms.example.edu");
        var second = await Launch(login, login.Verifier, OurPage);

        Assert.Equal(("LTI-021", "https://lms.example.edu"), (first.Rejection!.Code.Value, first.Rejection.Login!.StorageOrigin));
        Assert.True(second.IsAccepted, second.Rejection?.ToString());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://lms.example.edu")]
    [InlineData("https://video.example.edu:8443")]
    [InlineData("http://video.example.edu")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData(null)]
    [Refuses("LTI-022")]
    public async Task Another_site_cannot_sign_a_person_in_as_somebody_else_by_posting_the_right_verifier(string? origin)
    {
        var attackers = bench.Login();

        var refused = await Launch(attackers, attackers.Verifier, origin);

        Assert.Equal("a stored verifier, but not from this tool's own page", Refusal.Is(Rejections.BrowserBindingWrong, refused).Detail);
        Assert.Empty(bench.Nonces.Used);
    }

    [Fact]
    [Refuses("LTI-022")]
    public async Task A_verifier_of_another_login_is_refused_wherever_it_was_kept()
    {
        var login = bench.Login();

        Refusal.Is(Rejections.BrowserBindingWrong, await Launch(login, bench.Login().Verifier, OurPage));
        Refusal.Is(Rejections.BrowserBindingWrong, await Launch(login, login.State, OurPage));
    }

    [Fact]
    [Refuses("LTI-021")]
    public async Task A_storage_that_gives_nothing_back_is_a_browser_that_brings_nothing() =>
        Refusal.Is(Rejections.BrowserBindingMissing, await Launch(bench.Login(), "", OurPage));

    [Fact]
    [Refuses("LTI-014")]
    public async Task A_stored_verifier_opens_once()
    {
        var login = bench.Login();
        await Launch(login, login.Verifier, OurPage);

        Refusal.Is(Rejections.NonceReused, await Launch(login, login.Verifier, OurPage));
    }

    [Fact]
    [Refuses("LTI-009")]
    public async Task A_verifier_stands_there_once()
    {
        var login = bench.Login();
        var fields = new List<KeyValuePair<string, string?>>
        {
            new("id_token", "a.b.c"), new("state", login.State), new(LaunchPost.VerifierField, login.Verifier), new(LaunchPost.VerifierField, "other"),
        };

        var refused = await bench.Validator.ValidateAsync(LaunchPost.Parse(fields, OurPage, bench.Tool), _ => null, TestContext.Current.CancellationToken);

        Refusal.Is(Rejections.LaunchFieldMissing, refused);
    }

    [Fact]
    public void A_state_that_was_made_before_an_upgrade_is_still_read()
    {
        var state = bench.Protector.Unprotect(bench.Login().State)! with { StorageOrigin = null, Windowed = true };
        var bytes = LoginStateCodec.Write(state);
        byte[] older = [1, .. bytes[1..^1]];

        Assert.Equal((state.StateId, true, null), (LoginStateCodec.Read(older)!.StateId, LoginStateCodec.Read(older)!.Windowed, LoginStateCodec.Read(older)!.StorageOrigin));
        Assert.Null(LoginStateCodec.Read([9, .. bytes[1..]]));
    }

    private Task<LtiResult<LtiLaunch>> Launch(StartedLogin login, string? stored, string? origin)
    {
        var token = Jwt.Sign(LaunchBench.Header(), bench.Claims(login).ToJsonString(), TestKeys.Platform);
        List<KeyValuePair<string, string?>> fields = [new("id_token", token), new("state", login.State)];
        if (stored is not null)
        {
            fields.Add(new(LaunchPost.VerifierField, stored));
        }

        return bench.Validator.ValidateAsync(LaunchPost.Parse(fields, origin, bench.Tool), _ => null, TestContext.Current.CancellationToken);
    }
}
