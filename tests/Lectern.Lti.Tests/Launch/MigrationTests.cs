using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

public sealed class MigrationTests
{
    private const string Secret = "my-lti11-secret";

    [Fact]
    public void The_migration_guides_own_example_verifies()
    {
        var claims = JsonNode.Parse("""
            {"nonce":"172we8671fd8z","exp":1551290856,"https://purl.imsglobal.org/spec/lti/claim/lti1p1":
             {"user_id":"34212","oauth_consumer_key":"179248902","oauth_consumer_key_sign":"lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps="}}
            """)!;

        var claim = Of(claims, "https://lmsvendor.com", "PM48OJSfGDTAzAo", "689302");

        Assert.Equal(("34212", "179248902"), (claim.UserId, claim.ConsumerKey));
        Assert.True(claim.IsSignedWith(Secret));
        Assert.False(claim.IsSignedWith("another secret"));
        Assert.False(Of(claims, "https://lmsvendor.com", "PM48OJSfGDTAzAo", "689303").IsSignedWith(Secret));
        Assert.False(Of(claims, "https://other.example", "PM48OJSfGDTAzAo", "689302").IsSignedWith(Secret));
    }

    [Fact]
    public async Task A_launch_that_passed_every_check_verifies_with_the_secret_of_its_old_connection()
    {
        var launch = await Launch(Signed);

        var migration = launch.Migration!;
        Assert.True(migration.IsSigned);
        Assert.True(migration.IsSignedWith(Secret));
        Assert.Equal(("old-user", "old-course", "old-link", "old-lms"), (migration.UserId, migration.ContextId, migration.ResourceLinkId, migration.InstanceGuid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 !")]
    [InlineData("AAAA")]
    [InlineData("lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps=")]
    public async Task A_missing_or_wrong_signature_migrates_nothing(string signature)
    {
        var launch = await Launch(claims =>
        {
            Signed(claims);
            claims[Names.Migration]!["oauth_consumer_key_sign"] = signature;
        });

        Assert.False(launch.Migration!.IsSignedWith(Secret));
        Assert.False(launch.Migration.IsSignedWith(""));
    }

    [Fact]
    public async Task Without_a_signature_it_says_so_and_ids_that_did_not_change_are_absent()
    {
        var launch = await Launch(claims => claims[Names.Migration] = new JsonObject { ["oauth_consumer_key"] = "key" });

        Assert.False(launch.Migration!.IsSigned);
        Assert.Equal((null, null, null), (launch.Migration.UserId, launch.Migration.ContextId, launch.Migration.ResourceLinkId));
    }

    [Fact]
    public async Task Canvas_tells_the_old_person_in_a_claim_of_its_own()
    {
        var launch = await Launch(claims => claims[Names.LegacyUserId] = "86157096483e6b3a50bfedc6bac902c0b20a824f");

        Assert.Equal("86157096483e6b3a50bfedc6bac902c0b20a824f", launch.Migration!.UserId);
        Assert.False(launch.Migration.IsSigned);
    }

    private static void Signed(JsonObject claims)
    {
        var text = $"key-1&1&https://lms.example.edu&client-1&{claims["exp"]}&{claims["nonce"]}";
        claims[Names.Migration] = new JsonObject
        {
            ["user_id"] = "old-user",
            ["context_id"] = "old-course",
            ["resource_link_id"] = "old-link",
            ["tool_consumer_instance_guid"] = "old-lms",
            ["oauth_consumer_key"] = "key-1",
            ["oauth_consumer_key_sign"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text))),
        };
    }

    // The example is from 2019: what a launch then looked like is read without running the checks of today.
    private static MigrationClaim Of(JsonNode claims, string issuer, string clientId, string deploymentId)
    {
        var bench = new LaunchBench(issuer, clientId, deploymentId);
        var all = claims.DeepClone().AsObject();
        all["sub"] = "3";
        all[Names.DeploymentId] = deploymentId;
        all[Names.MessageType] = MessageTypes.ResourceLinkRequest;
        all[Names.TargetLinkUri] = LaunchBench.Target;
        return LaunchReader.Read(bench.Registration, bench.Protector.Unprotect(bench.Login().State)!, JsonElement.Parse(all.ToJsonString())).Migration!;
    }

    private static async Task<LtiLaunch> Launch(Action<JsonObject> change)
    {
        var result = await new LaunchBench().LaunchAsync(change);
        Assert.True(result.IsAccepted, result.Rejection?.ToString());
        return result.Value;
    }
}
