using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lectern.Lti.Keys;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Keys;

public sealed class ToolKeySetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_public_keys_are_published_and_nothing_private()
    {
        var set = TestKeys.ToolKeys(Now);

        var keys = Published(set, Now);

        Assert.Equal(["current", "next"], keys.Select(key => key["kid"]!.GetValue<string>()));
        Assert.All(keys, key => Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.Select(one => one.Key).Order()));
    }

    [Fact]
    public void Tokens_are_signed_by_the_current_key_and_verify_with_the_published_one()
    {
        var set = TestKeys.ToolKeys(Now);

        var token = set.Sign(new JsonObject { ["iss"] = "me", ["text"] = "<ü&\"☃" });

        Assert.Equal(set.Current.Kid, Jwt.Header(token)["kid"]!.GetValue<string>());
        Assert.Equal("RS256", Jwt.Header(token)["alg"]!.GetValue<string>());
        Assert.True(Jwt.IsSignedBy(token, Published(set, Now)[0]));
        Assert.False(Jwt.IsSignedBy(token, Published(set, Now)[1]));
        Assert.Equal(["iss", "text"], Jwt.Payload(token).Select(claim => claim.Key));
        Assert.Equal("<ü&\"☃", Jwt.Payload(token)["text"]!.GetValue<string>());
    }

    [Fact]
    public void After_a_rotation_the_next_key_signs_and_the_old_one_stays_published_for_a_week()
    {
        var rotated = Now.AddDays(90);
        var set = new ToolKeySet([
            TestKeys.ToolKey("old") with { ActiveFrom = Now, RetiredAt = rotated },
            TestKeys.ToolKey("signing") with { ActiveFrom = rotated },
            TestKeys.ToolKey("waiting")]);

        Assert.Equal("signing", set.Current.Kid);
        Assert.Equal(["old", "signing", "waiting"], Kids(set, rotated.AddDays(7)));
        Assert.Equal(["signing", "waiting"], Kids(set, rotated.AddDays(8)));
    }

    [Fact]
    public void A_set_that_cannot_sign_or_rotate_is_our_own_mistake()
    {
        using var weak = RSA.Create(1024);
        var good = TestKeys.ToolKey("good");

        Assert.Throws<ArgumentException>(() => new ToolKeySet([]));
        Assert.Throws<ArgumentException>(() => new ToolKeySet([good]));
        Assert.Throws<ArgumentException>(() => new ToolKeySet([good with { ActiveFrom = Now }]));
        Assert.Throws<ArgumentException>(() => new ToolKeySet([good with { ActiveFrom = Now }, new ToolKey("weak", weak.ExportPkcs8PrivateKeyPem(), null, null)]));
    }

    [Fact]
    public void A_key_prints_without_its_secret()
    {
        var key = TestKeys.ToolKey("good");

        Assert.Equal(key.Kid, $"{key}");
    }

    private static JsonObject[] Published(ToolKeySet set, DateTimeOffset now) =>
        [.. JsonNode.Parse(set.ToJwks(now))!["keys"]!.AsArray().Select(key => key!.AsObject())];

    private static string[] Kids(ToolKeySet set, DateTimeOffset now) => [.. Published(set, now).Select(key => key["kid"]!.GetValue<string>())];
}
