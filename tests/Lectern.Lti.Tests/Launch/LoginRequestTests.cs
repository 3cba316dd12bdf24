using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests.Launch;

public sealed class LoginRequestTests
{
    [Fact]
    public void Canvas_fields_are_kept_and_its_name_for_the_deployment_is_understood()
    {
        var request = LoginRequest.Parse(Fields(("deployment_id", "9:8865"), ("canvas_environment", "beta"), ("canvas_region", "eu-west-1"), ("unknown", "x"))).Value!;

        Assert.Equal(("9:8865", "beta", "eu-west-1"), (request.DeploymentId, request.CanvasEnvironment, request.CanvasRegion));
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("login_hint")]
    [InlineData("target_link_uri")]
    [Refuses("LTI-001")]
    public void A_login_lacks_none_of_its_required_fields(string field)
    {
        var missing = Refusal.Is(Rejections.LoginFieldMissing, LoginRequest.Parse(Fields().Where(one => one.Key != field)));
        var empty = Refusal.Is(Rejections.LoginFieldMissing, LoginRequest.Parse(Fields((field, ""))));

        Assert.Contains(field, missing.Detail, StringComparison.Ordinal);
        Assert.Contains(field, empty.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iss", 1025)]
    [InlineData("login_hint", 8193)]
    [InlineData("lti_message_hint", 16385)]
    [InlineData("client_id", 256)]
    [InlineData("lti_deployment_id", 256)]
    [InlineData("lti_storage_target", 101)]
    [Refuses("LTI-002")]
    public void A_field_that_is_too_long_is_refused(string field, int length)
    {
        Refusal.Is(Rejections.LoginFieldUnusable, LoginRequest.Parse(Fields((field, new string('x', length)))));

        Assert.True(LoginRequest.Parse(Fields((field, new string('x', length - 1)))).IsAccepted);
    }

    [Fact]
    [Refuses("LTI-007")]
    public void A_field_that_stands_there_twice_is_refused()
    {
        Refusal.Is(Rejections.LoginFieldRepeated, LoginRequest.Parse([.. Fields(), new("iss", "https://lms.example.edu")]));
    }

    private static Dictionary<string, string?> Fields(params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string?> { ["iss"] = "https://lms.example.edu", ["login_hint"] = "42", ["target_link_uri"] = LaunchBench.Target };
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return fields;
    }
}
