using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

/// <summary>Claims that Moodle 4.5 and 5.1 sent, signed anew.</summary>
public sealed class MoodleLaunchTests
{
    [Theory]
    [InlineData("moodle45-teacher-link.json", true)]
    [InlineData("moodle45-student1-link.json", false)]
    [InlineData("moodle51-teacher-link.json", true)]
    [InlineData("moodle51-student1-link.json", false)]
    public async Task Moodles_link_opens(string file, bool teacher)
    {
        var launch = await LaunchAsync(file);

        Assert.Equal((teacher, !teacher), (launch.Roles.IsContextInstructor, launch.Roles.IsContextLearner));
        Assert.False(launch.Roles.IsPlatformAdministrator);
        Assert.Equal(("2", "BIO101-2026A"), (launch.Context!.Id, launch.Context.Label));
        Assert.Equal(["CourseSection"], launch.Context.Types);
        Assert.Equal("moodle", launch.Platform.ProductFamilyCode);
        Assert.Equal("SIS-BIO101-2026A", launch.Lis.CourseSectionSourcedId);
        Assert.Equal("vid-1", launch.Custom["video_id"]);
        Assert.Equal(teacher ? "" : "1", launch.Custom["user_groups"]);
        Assert.Equal([launch.Issuer], launch.ServiceOrigins);
    }

    [Theory]
    [InlineData("moodle45-teacher-deep-linking.json")]
    [InlineData("moodle51-teacher-deep-linking.json")]
    public async Task Moodles_content_selection_opens(string file)
    {
        var launch = await LaunchAsync(file);

        var settings = launch.DeepLinking!;
        Assert.Equal(LtiMessageType.DeepLinking, launch.MessageType);
        Assert.Equal(["ltiResourceLink"], settings.AcceptTypes);
        Assert.True(settings.AcceptMultiple);
        Assert.Null(settings.AcceptLineItem);
        Assert.Null(settings.Data);
        Assert.StartsWith(launch.Issuer + "/mod/lti/contentitem_return.php", settings.ReturnUrl, StringComparison.Ordinal);
        Assert.NotNull(launch.ToDeepLinkingFacts());
    }

    [Fact]
    public async Task Moodles_submission_review_opens_and_says_whose()
    {
        var launch = await LaunchAsync("moodle45-teacher-review.json");

        Assert.Equal(LtiMessageType.SubmissionReview, launch.MessageType);
        Assert.Equal("5", launch.ForUser!.UserId);
        Assert.Null(launch.ToDeepLinkingFacts());
    }

    private static async Task<LtiLaunch> LaunchAsync(string file)
    {
        var claims = MoodleData.Json(file);
        var bench = new LaunchBench(claims["iss"]!.GetValue<string>(), claims["aud"]!.GetValue<string>(), claims[Names.DeploymentId]!.GetValue<string>());
        var login = bench.Login(LaunchBench.Target + "?video=1");
        var now = bench.Time.GetUtcNow().ToUnixTimeSeconds();
        claims["nonce"] = login.Nonce;
        claims["iat"] = now;
        claims["exp"] = now + 60;
        claims[Names.TargetLinkUri] = LaunchBench.Target + "?video=1";

        var result = await bench.LaunchAsync(login, claims);

        Assert.True(result.IsAccepted, result.Rejection?.ToString());
        return result.Value;
    }
}
