using System.Security.Cryptography;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Launch;

public sealed class StateTests
{
    private readonly LaunchBench bench = new();

    [Fact]
    [Refuses("LTI-010")]
    public async Task A_state_changed_anywhere_is_refused()
    {
        var login = bench.Login();
        var token = Jwt.Sign(LaunchBench.Header(), bench.Claims(login).ToJsonString(), TestKeys.Platform);

        for (var index = 0; index < login.State.Length; index++)
        {
            var letters = login.State.ToCharArray();
            letters[index] = letters[index] == 'A' ? 'B' : 'A';
            var post = new LaunchPost { IdToken = token, State = new string(letters) };
            var result = await bench.Validator.ValidateAsync(post, _ => login.Verifier, TestContext.Current.CancellationToken);

            // The last letter of a group can carry bits that mean nothing; such a state says the same as the original.
            if (!result.IsAccepted)
            {
                Refusal.Is(Rejections.StateForged, result);
            }

            Assert.False(result.IsAccepted && index < login.State.LastIndexOf('.') - 1, $"Changed at {index} of {login.State.Length}.");
            bench.Nonces.Used.Clear();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("k1..")]
    [InlineData("k2.AAAA.AAAA")]
    [InlineData("k1.AAAA.AAAA")]
    [InlineData("k1.A.A")]
    [InlineData("k1.é.ü")]
    public void Text_that_is_no_state_is_none(string text)
    {
        Assert.Null(bench.Protector.Unprotect(text));
        Assert.Null(bench.Protector.Unprotect(new string('a', 5000)));
        Assert.Null(bench.Protector.Unprotect(null));
    }

    [Fact]
    [Refuses("LTI-010")]
    public async Task A_state_of_another_tool_is_refused()
    {
        var other = new LaunchBench();
        var login = other.Login();

        var result = await bench.PostAsync(login, "a.b.c");

        Assert.Null(Refusal.Is(Rejections.StateForged, result).Login);
    }

    [Fact]
    [Refuses("LTI-011")]
    public async Task A_login_ends_after_ten_minutes()
    {
        var login = bench.Login();
        bench.Time.Advance(LoginState.Lifetime);
        var atTheEnd = await bench.LaunchAsync(login, bench.Claims(login));

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await bench.LaunchAsync(login, bench.Claims(login));

        Assert.True(atTheEnd.IsAccepted, atTheEnd.Rejection?.ToString());
        Refusal.Is(Rejections.StateExpired, after);
    }

    [Fact]
    [Refuses("LTI-013")]
    public async Task A_stolen_token_does_not_open_with_the_thiefs_own_state()
    {
        var victims = bench.Login();
        var thiefs = bench.Login();

        var result = await bench.LaunchAsync(thiefs, bench.Claims(victims));

        Refusal.Is(Rejections.NonceMismatch, result);
    }

    [Fact]
    public void States_go_on_verifying_after_their_key_was_rotated()
    {
        StateKey first = new("k1", RandomNumberGenerator.GetBytes(32)), second = new("k2", RandomNumberGenerator.GetBytes(32));
        var login = bench.Protector.Unprotect(bench.Login().State)!;
        var state = new LoginStateProtector([first]).Protect(login);

        Assert.NotNull(new LoginStateProtector([second, first]).Unprotect(state));
        Assert.StartsWith("k2.", new LoginStateProtector([second, first]).Protect(login), StringComparison.Ordinal);
        Assert.Null(new LoginStateProtector([second]).Unprotect(state));
        Assert.Null(new LoginStateProtector([new StateKey("k1", second.Key)]).Unprotect(state));
    }

    [Fact]
    public void Weak_or_nameless_keys_are_our_own_mistake()
    {
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([]));
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([new StateKey("k", new byte[31])]));
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([new StateKey("a.b", new byte[32])]));
        Assert.Throws<ArgumentException>(() => new LoginStateProtector([new StateKey("k", new byte[32]), new StateKey("k", new byte[32])]));
    }
}
