using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

public sealed class LaunchSecurityTests
{
    private readonly LaunchBench bench = new();

    [Fact]
    [Refuses("LTI-008")]
    public async Task The_platforms_error_is_told_without_its_private_parts()
    {
        var login = bench.Login();
        const string words = "User jane@example.edu <b>may not</b>\nenter eyJhbGciOiJub25lIn0.e30.";

        var ours = await Answer("access_denied", words, login.State);
        var strangers = await Answer("access_denied", words, "");
        var odd = await Answer("<script>", words, "");

        Assert.Equal(("access_denied", "User … may not enter …"), (ours.Detail, ours.PlatformText));
        Assert.Equal(bench.Registration.Id, ours.Login!.RegistrationId);
        Assert.Equal(("access_denied", null, null), (strangers.Detail, strangers.PlatformText, strangers.Login));
        Assert.Equal("unreadable", odd.Detail);
        Assert.Equal(1, odd.Check!.Number);
    }

    [Theory]
    [InlineData("id_token", "")]
    [InlineData("state", "")]
    [InlineData("id_token", "twice")]
    [InlineData("state", "twice")]
    [Refuses("LTI-009")]
    public async Task A_launch_needs_each_field_once(string field, string how)
    {
        var login = bench.Login();
        var fields = new List<KeyValuePair<string, string?>> { new("state", login.State), new("id_token", "a.b.c"), new("other", "x"), new("other", "y") };
        fields.RemoveAll(one => one.Key == field && how.Length == 0);
        fields.AddRange(fields.FindAll(one => one.Key == field));

        var result = await bench.Validator.ValidateAsync(LaunchPost.Parse(fields), _ => login.Verifier, TestContext.Current.CancellationToken);

        Refusal.Is(Rejections.LaunchFieldMissing, result);
    }

    [Fact]
    [Refuses("LTI-021")]
    public async Task A_browser_that_brings_no_verifier_is_refused()
    {
        var login = bench.Login();
        var post = new LaunchPost { State = login.State, IdToken = Jwt.Sign(LaunchBench.Header(), bench.Claims(login).ToJsonString(), TestKeys.Platform) };
        string? asked = null;

        var result = await bench.Validator.ValidateAsync(post, id => { asked = id; return null; }, TestContext.Current.CancellationToken);

        var rejection = Refusal.Is(Rejections.BrowserBindingMissing, result);
        Assert.Equal(login.StateId, asked);
        Assert.Equal(bench.Registration.Id, rejection.Login!.RegistrationId);
        Assert.Empty(bench.Http.Requests);
    }

    [Fact]
    [Refuses("LTI-022")]
    public async Task An_attackers_launch_does_not_open_in_a_victims_browser()
    {
        var attackers = bench.Login();
        var victims = bench.Login();
        var post = new LaunchPost { State = attackers.State, IdToken = Jwt.Sign(LaunchBench.Header(), bench.Claims(attackers).ToJsonString(), TestKeys.Platform) };

        var result = await bench.Validator.ValidateAsync(post, _ => victims.Verifier, TestContext.Current.CancellationToken);

        Refusal.Is(Rejections.BrowserBindingWrong, result);
        Assert.Empty(bench.Nonces.Used);
    }

    [Fact]
    [Refuses("LTI-012")]
    public async Task A_registration_removed_during_the_login_is_gone()
    {
        var login = bench.Login();
        bench.Registrations.Clear();

        var result = await bench.LaunchAsync(login, bench.Claims(login));

        Refusal.Is(Rejections.RegistrationGone, result);
    }

    [Fact]
    [Refuses("LTI-024")]
    public async Task A_platform_cannot_speak_for_another_registration()
    {
        var other = new LtiRegistration(Guid.CreateVersion7(), "https://evil.example", "client-1", "https://evil.example/a", "https://evil.example/t", "https://evil.example/k", null);
        bench.Registrations[other.Id] = other;
        var request = LoginRequest.Parse([new("iss", other.Issuer), new("login_hint", "h"), new("target_link_uri", LaunchBench.Target)]).Value!;
        var login = bench.Initiator.Start(request, [other], bench.Tool).Value!;

        var result = await bench.LaunchAsync(login, bench.Claims(login));

        Refusal.Is(Rejections.IssuerMismatch, result);
    }

    [Fact]
    [Refuses("LTI-036")]
    public async Task A_deployment_that_waits_for_approval_says_so_and_can_come_back()
    {
        bench.Deployments[(bench.Registration.Id, "1")] = DeploymentStatus.Pending;
        var login = bench.Login();
        var waiting = await bench.LaunchAsync(login, bench.Claims(login));

        bench.Deployments[(bench.Registration.Id, "1")] = DeploymentStatus.Known;
        var approved = await bench.LaunchAsync(login, bench.Claims(login));

        var rejection = Refusal.Is(Rejections.DeploymentPending, waiting);
        Assert.Equal(("1", "https://lms.example.edu/back"), (rejection.DeploymentId, rejection.ReturnUrl));
        Assert.True(approved.IsAccepted);
    }

    [Fact]
    [Refuses("LTI-047")]
    public async Task A_deployment_that_an_administrator_refused_stays_refused()
    {
        bench.Deployments[(bench.Registration.Id, "1")] = DeploymentStatus.Refused;

        var result = await bench.LaunchAsync();

        Assert.Equal("1", Refusal.Is(Rejections.DeploymentRefused, result).DeploymentId);
    }

    [Fact]
    [Refuses("LTI-035")]
    public async Task Deployments_belong_to_their_registration()
    {
        bench.Deployments.Clear();
        bench.Deployments[(Guid.CreateVersion7(), "1")] = DeploymentStatus.Known;

        var result = await bench.LaunchAsync();

        Assert.Equal("1", Refusal.Is(Rejections.DeploymentUnknown, result).DeploymentId);
    }

    [Fact]
    [Refuses("LTI-023")]
    public async Task The_way_back_is_only_told_after_the_signature_was_verified()
    {
        var login = bench.Login();
        var claims = bench.Claims(login);
        claims[Names.LaunchPresentation] = new JsonObject { ["return_url"] = "https://evil.example" };

        var forged = await bench.PostAsync(login, Jwt.Sign(LaunchBench.Header(), claims.ToJsonString(), TestKeys.Other));

        Assert.Null(Refusal.Is(Rejections.SignatureWrong, forged).ReturnUrl);
    }

    [Fact]
    [Refuses("LTI-041")]
    public async Task A_refusal_says_which_check_of_how_many_gave_it()
    {
        var result = await bench.LaunchAsync(claims => claims.Remove(Names.Roles));

        var check = Refusal.Is(Rejections.RolesMissing, result).Check!;
        Assert.Equal("Roles", check.Name);
        Assert.Equal(bench.Validator.Checks.Count, check.Count);
        Assert.Equal("Roles", bench.Validator.Checks[check.Number - 1]);
        Assert.Equal("SingleUse", bench.Validator.Checks[^1]);
    }

    [Fact]
    [Refuses("LTI-017")]
    public async Task A_key_is_only_good_for_the_algorithm_it_is_published_for()
    {
        bench.Http.Answer = _ => FakeHttp.Text(TestKeys.KeySet(TestKeys.Jwk(TestKeys.Platform, LaunchBench.Kid, "RS256")));
        var login = bench.Login();

        var result = await bench.PostAsync(login, Jwt.Sign(LaunchBench.Header("RS512"), bench.Claims(login).ToJsonString(), TestKeys.Platform));

        Refusal.Is(Rejections.AlgorithmRefused, result);
    }

    private async Task<Rejection> Answer(string error, string words, string state)
    {
        var post = new LaunchPost { Error = error, ErrorDescription = words, State = state };
        var result = await bench.Validator.ValidateAsync(post, _ => null, TestContext.Current.CancellationToken);
        return Refusal.Is(Rejections.PlatformAnsweredError, result);
    }
}
