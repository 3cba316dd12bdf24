using System.Net;
using System.Text.Json.Nodes;
using Lectern.Lti.Keys;
using Lectern.Lti.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Lti.Tests.Keys;

public sealed class PlatformKeyCacheTests : IDisposable
{
    private static readonly LtiRegistration Platform = new(Guid.CreateVersion7(), "https://lms.example", "c", "https://lms.example/a", "https://lms.example/t", "https://lms.example/k", null);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeHttp http = new(_ => FakeHttp.Text(TestKeys.KeySet(TestKeys.Jwk(TestKeys.Platform, "one"))));
    private readonly PlatformKeyCache cache;

    public PlatformKeyCacheTests() => cache = new PlatformKeyCache(http.Client, time);

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_key_set_is_fetched_once_an_hour()
    {
        await Find("one");
        time.Advance(TimeSpan.FromMinutes(59));
        await Find("one");
        Assert.Equal(1, http.Count);

        time.Advance(TimeSpan.FromMinutes(2));
        await Find("one");

        Assert.Equal(2, http.Count);
    }

    [Fact]
    [Refuses("LTI-019")]
    public async Task A_new_key_is_found_at_once_and_a_withdrawn_one_is_gone()
    {
        await Find("one");
        time.Advance(TimeSpan.FromSeconds(31));
        http.Answer = _ => FakeHttp.Text(TestKeys.KeySet(TestKeys.Jwk(TestKeys.Other, "two")));

        var rotated = await Find("two");
        var withdrawn = await Find("one");

        Assert.True(rotated.IsAccepted);
        Refusal.Is(Rejections.KeyUnknown, withdrawn);
    }

    [Fact]
    [Refuses("LTI-019")]
    public async Task An_unknown_kid_fetches_again_at_most_every_thirty_seconds()
    {
        await Find("one");
        time.Advance(TimeSpan.FromSeconds(29));
        for (var round = 0; round < 20; round++)
        {
            Refusal.Is(Rejections.KeyUnknown, await Find($"unknown-{round}"));
        }

        Assert.Equal(1, http.Count);

        time.Advance(TimeSpan.FromSeconds(1));
        await Find("unknown");
        await Find("unknown");

        Assert.Equal(2, http.Count);
    }

    [Fact]
    public async Task One_registrations_unknown_kids_do_not_hold_up_another()
    {
        await Find("unknown");

        var other = await cache.FindAsync(Platform with { Id = Guid.CreateVersion7() }, "one", TestContext.Current.CancellationToken);

        Assert.True(other.IsAccepted);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    [InlineData(HttpStatusCode.OK, "<html>maintenance</html>")]
    [InlineData(HttpStatusCode.OK, "{\"keys\":[]}")]
    [InlineData(HttpStatusCode.OK, "{\"keys\":{}}")]
    public async Task Known_keys_stay_when_a_refresh_fails(HttpStatusCode status, string body)
    {
        await Find("one");
        http.Answer = _ => FakeHttp.Text(body, status);
        time.Advance(TimeSpan.FromHours(2));

        var known = await Find("one");

        Assert.True(known.IsAccepted);
        Assert.Equal(2, http.Count);
    }

    [Fact]
    [Refuses("LTI-020")]
    public async Task A_set_that_was_never_there_is_unreachable_and_is_tried_again_later()
    {
        http.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        var down = Refusal.Is(Rejections.KeysUnreachable, await Find("one"));
        http.Answer = _ => FakeHttp.Text(TestKeys.KeySet(TestKeys.Jwk(TestKeys.Platform, "one")));
        var tooSoon = await Find("one");

        time.Advance(TimeSpan.FromSeconds(30));
        var back = await Find("one");

        Assert.Equal("ConnectionError", down.Detail);
        Refusal.Is(Rejections.KeysUnreachable, tooSoon);
        Assert.True(back.IsAccepted);
    }

    [Fact]
    public async Task Many_launches_at_once_make_one_fetch_and_one_that_leaves_does_not_stop_it()
    {
        var gate = new TaskCompletionSource();
        http.Gate = gate.Task;
        using var leaving = new CancellationTokenSource();
        var left = cache.FindAsync(Platform, "one", leaving.Token).AsTask();
        var waiting = Enumerable.Range(0, 50).Select(_ => Find("one").AsTask()).ToArray();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();
        var found = await Task.WhenAll(waiting);

        Assert.All(found, one => Assert.True(one.IsAccepted));
        Assert.Equal(1, http.Count);
    }

    [Fact]
    public async Task A_corrected_address_drops_the_old_keys()
    {
        await Find("one");

        await cache.FindAsync(Platform with { JwksUri = "https://lms.example/new" }, "one", TestContext.Current.CancellationToken);

        Assert.Equal("https://lms.example/new", http.Requests[^1].Address);
    }

    [Fact]
    [Refuses("LTI-020")]
    public async Task An_address_that_is_none_is_an_answer()
    {
        Refusal.Is(Rejections.KeysUnreachable, await cache.FindAsync(Platform with { JwksUri = "keys" }, "one", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Keys_that_cannot_be_used_are_passed_over()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);
        var set = TestKeys.KeySet(
            TestKeys.Jwk(weak, "weak"),
            Changed("encryption", jwk => jwk["use"] = "enc"),
            Changed("ps256", jwk => jwk["alg"] = "PS256"),
            Changed("numeric-alg", jwk => jwk["alg"] = 256),
            Changed("only-signs", jwk => jwk["key_ops"] = new JsonArray("sign")),
            Changed("ec", jwk => jwk["kty"] = "EC"),
            Changed("no-modulus", jwk => jwk.Remove("n")),
            Changed("odd-modulus", jwk => jwk["n"] = "!!"),
            Changed("even-exponent", jwk => jwk["e"] = "Ag"),
            Changed("exponent-one", jwk => jwk["e"] = "AQ"),
            Changed("huge-exponent", jwk => jwk["e"] = jwk["n"]!.GetValue<string>()),
            Changed("huge", jwk => jwk["n"] = Convert.ToBase64String(Enumerable.Repeat((byte)255, 2000).ToArray()).TrimEnd('=').Replace('/', '_')),
            Changed("no-kid", jwk => jwk.Remove("kid")),
            Changed("good", jwk => jwk["key_ops"] = new JsonArray("verify")),
            Changed("plain", jwk => { jwk.Remove("use"); jwk.Remove("alg"); }));
        set = set.Replace("[{", "[null,7,\"x\",[],{", StringComparison.Ordinal);

        var keys = KeySetReader.Read(System.Text.Encoding.UTF8.GetBytes(set))!;

        Assert.Equal(["good", "plain"], keys.Keys.Order());
    }

    private static JsonObject Changed(string kid, Action<JsonObject> change)
    {
        var jwk = TestKeys.Jwk(TestKeys.Platform, kid);
        change(jwk);
        return jwk;
    }

    private ValueTask<LtiResult<PlatformKey>> Find(string kid) => cache.FindAsync(Platform, kid, TestContext.Current.CancellationToken);
}
