using System.Text.Json.Nodes;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Support;

/// <summary>Who comes from which course with which link, of which a test names only what matters to it.</summary>
public sealed record Visit(TestPlatform Platform)
{
    private static int s_count;

    public string Subject { get; init; } = Unique("person");

    public IReadOnlyList<string> Roles { get; init; } = [Role.Instructor];

    /// <summary>The course's id; null outside of courses.</summary>
    public string? Course { get; init; } = Unique("course");

    public string Link { get; init; } = "link-1";

    /// <summary>The page of ours that is to open; null for the launch address itself.</summary>
    public string? Target { get; init; }

    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>The platform's question for content; null for an ordinary launch.</summary>
    public JsonObject? DeepLinking { get; init; }

    /// <summary>Changes the claims before they are signed.</summary>
    public Action<JsonObject>? Change { get; init; }

    public static string Unique(string prefix) => $"{prefix}-{Interlocked.Increment(ref s_count)}";

    /// <summary>As a learner of the same course.</summary>
    public Visit AsLearner() => this with { Subject = Unique("learner"), Roles = [Role.Learner] };

    /// <summary>As a teacher who is asked which content to place.</summary>
    public Visit Choosing(bool multiple = true, string? data = "opaque & <data>") => this with
    {
        DeepLinking = new JsonObject
        {
            ["deep_link_return_url"] = $"{Platform.Issuer}/deep-link-return?course=1",
            ["accept_types"] = new JsonArray("ltiResourceLink"),
            ["accept_presentation_document_targets"] = new JsonArray("iframe"),
            ["accept_multiple"] = multiple,
            ["data"] = data,
        },
    };

    /// <summary>The claims of one launch.</summary>
    public JsonObject Claims(string target, string nonce, DateTimeOffset now)
    {
        var claims = new JsonObject
        {
            ["iss"] = Platform.Issuer,
            ["aud"] = Platform.ClientId,
            ["sub"] = Subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
            ["nonce"] = nonce,
            ["name"] = "Ms Jane Doe",
            ["given_name"] = "Jane",
            ["family_name"] = "Doe",
            ["email"] = "jane@example.edu",
            [Names.MessageType] = DeepLinking is null ? "LtiResourceLinkRequest" : "LtiDeepLinkingRequest",
            [Names.Version] = "1.3.0",
            [Names.DeploymentId] = Platform.DeploymentId,
            [Names.TargetLinkUri] = target,
            [Names.Roles] = new JsonArray([.. Roles.Select(role => JsonValue.Create(role))]),
            [Names.LaunchPresentation] = new JsonObject { ["return_url"] = $"{Platform.Issuer}/back", ["locale"] = "en" },
        };
        if (DeepLinking is not null)
        {
            claims[Names.DeepLinkingSettings] = DeepLinking.DeepClone();
        }
        else
        {
            claims[Names.ResourceLink] = new JsonObject { ["id"] = Link, ["title"] = "Week 1" };
        }

        if (Course is not null)
        {
            claims[Names.Context] = new JsonObject { ["id"] = Course, ["label"] = "BIO101", ["title"] = $"Biology of {Course}" };
        }

        if (Custom.Count > 0)
        {
            claims[Names.Custom] = new JsonObject(Custom.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }

        Change?.Invoke(claims);
        return claims;
    }
}

public static class Role
{
    public const string Instructor = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor";
    public const string Learner = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner";
    public const string Assistant = "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant";
    public const string Manager = "http://purl.imsglobal.org/vocab/lis/v2/membership#Manager";
    public const string ContentDeveloper = "http://purl.imsglobal.org/vocab/lis/v2/membership#ContentDeveloper";
    public const string Mentor = "http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor";
    public const string TestUser = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
    public const string InstitutionInstructor = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor";
    public const string Administrator = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";
}
