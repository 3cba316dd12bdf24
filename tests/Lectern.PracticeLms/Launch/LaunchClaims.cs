using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>Writes the claims of a launch's id_token.</summary>
internal sealed class LaunchClaims(Addresses addresses, LmsOptions options, LmsStore store, ServiceClaims services, TimeProvider time)
{
    public JsonObject Write(LaunchRecord launch, string nonce)
    {
        var claims = Envelope(launch, nonce);
        claims[Lti.Claim("message_type")] = launch.MessageType;
        AddPerson(claims, launch);
        claims[Lti.Claim("launch_presentation")] = Presentation(launch);
        claims[Lti.Claim("tool_platform")] = Platform();
        claims[Lti.Claim("version")] = Lti.Version;
        if (launch.ForUser is { } about)
        {
            claims[Lti.Claim("for_user")] = ForUser(about);
        }

        if (launch.IsOfCourse)
        {
            AddCourse(claims, launch);
        }
        else
        {
            claims[Lti.Claim("roles")] = Roles(launch.Person.InstitutionRoles);
        }

        return claims;
    }

    private void AddCourse(JsonObject claims, LaunchRecord launch)
    {
        claims[Lti.Claim("lis")] = Lis(launch);
        claims[Lti.Claim("roles")] = Roles(LaunchRoles.Of(launch.Person, launch.Course, options.Manner, store.State.Courses));
        claims[Lti.Claim("context")] = Context(launch.Course);
        claims[Lti.Claim("custom")] = CustomParameters.Of(launch, options.Manner);
        AddMessage(claims, launch);
        services.AddTo(claims, launch);
    }

    private static JsonArray Roles(IEnumerable<string> roles) => new([.. roles.Select(role => (JsonNode)role)]);

    private JsonObject Envelope(LaunchRecord launch, string nonce)
    {
        var now = time.GetUtcNow();
        return new JsonObject
        {
            ["nonce"] = nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + options.Manner.IdTokenLife).ToUnixTimeSeconds(),
            ["iss"] = addresses.Issuer,
            ["aud"] = launch.Tool.ClientId,
            [Lti.Claim("deployment_id")] = launch.Tool.DeploymentId,
            [Lti.Claim("target_link_uri")] = launch.TargetLinkUri,
            ["sub"] = options.Manner.UserId(launch.Person.Id),
        };
    }

    private static JsonObject Lis(LaunchRecord launch) => new()
    {
        ["person_sourcedid"] = launch.Person.SourcedId,
        ["course_section_sourcedid"] = launch.Course.SourcedId,
    };

    public JsonObject Context(Course course) => new()
    {
        ["id"] = options.Manner.ContextId(course.Id),
        ["label"] = course.Label,
        ["title"] = course.Title,
        ["type"] = new JsonArray(options.Manner.ContextType),
    };

    private void AddPerson(JsonObject claims, LaunchRecord launch)
    {
        if (launch.Course.EnrolmentOf(launch.Person)?.ObservesId is { } observed)
        {
            claims[Lti.Claim("role_scope_mentor")] = new JsonArray(options.Manner.UserId(observed));
        }

        if (launch.Tool.SendsNames)
        {
            claims["given_name"] = launch.Person.GivenName;
            claims["family_name"] = launch.Person.FamilyName;
            claims["name"] = launch.Person.Name;
            AddMoodlesName(claims, launch);
        }

        if (launch.Tool.SendsEmail)
        {
            claims["email"] = launch.Person.Email;
        }
    }

    private void AddMoodlesName(JsonObject claims, LaunchRecord launch)
    {
        if (options.Manner == Manners.Moodle)
        {
            claims[Lti.Claim("ext")] = new JsonObject { ["user_username"] = launch.Person.UserName, ["lms"] = "moodle-2" };
        }
    }

    private JsonObject Presentation(LaunchRecord launch)
    {
        var presentation = new JsonObject { ["locale"] = "en" };
        if (launch.Activity is { } activity)
        {
            presentation["document_target"] = launch.DocumentTarget;
            presentation["return_url"] = addresses.Of(
                $"{Addresses.ReturnPath}?course={launch.Course.Id}&activity={activity.Id}&target={launch.DocumentTarget}&sesskey={launch.Session.SessKey}");
        }

        return presentation;
    }

    private JsonObject Platform() => new()
    {
        ["product_family_code"] = options.Manner.ProductFamily,
        ["version"] = options.Manner.Version,
        ["guid"] = store.State.Guid,
        ["name"] = "Practice University",
        ["description"] = "A practice LMS",
    };

    private void AddMessage(JsonObject claims, LaunchRecord launch)
    {
        if (launch.Activity is { } activity)
        {
            claims[Lti.Claim("resource_link")] = new JsonObject
            {
                ["title"] = activity.Title,
                ["description"] = activity.Text,
                ["id"] = activity.ResourceLinkId,
            };
        }

        else if (launch is { IsDeepLinking: false, Placement: not null })
        {
            // What opens for the course itself has the course's id as its link's (Canvas's manner).
            claims[Lti.Claim("resource_link")] = new JsonObject { ["id"] = options.Manner.ContextId(launch.Course.Id), ["title"] = launch.Tool.Name };
        }
        else if (options.Manner.SelectionHasLink)
        {
            claims[Lti.Claim("resource_link")] = new JsonObject { ["id"] = store.State.LinkId(store.State.NextId) };
        }

        if (launch.IsDeepLinking)
        {
            claims[Lti.DeepLinking("deep_linking_settings")] = DeepLinkingSettings(launch);
        }
    }

    /// <summary>Moodle names nobody here, only the id.</summary>
    private JsonObject ForUser(Person student) => options.Manner == Manners.Moodle
        ? new() { ["user_id"] = options.Manner.UserId(student.Id) }
        : new()
        {
            ["user_id"] = options.Manner.UserId(student.Id),
            ["person_sourcedid"] = student.SourcedId,
            ["given_name"] = student.GivenName,
            ["family_name"] = student.FamilyName,
            ["name"] = student.Name,
            ["email"] = student.Email,
            ["roles"] = new JsonArray(Lti.Membership + "#Learner"),
        };

    private JsonObject DeepLinkingSettings(LaunchRecord launch)
    {
        var back = $"{Addresses.DeepLinkReturnPath}?course={launch.Course.Id}&id={launch.Tool.Id}&sesskey={launch.Session.SessKey}";
        var settings = new JsonObject
        {
            ["accept_types"] = new JsonArray(Lti.ResourceLinkItem),
            ["accept_presentation_document_targets"] = new JsonArray("frame", "iframe", "window"),
            ["accept_copy_advice"] = false,
            ["accept_multiple"] = true,
            ["accept_unsigned"] = false,
            ["auto_create"] = false,
            ["can_confirm"] = false,
            ["deep_link_return_url"] = addresses.Of(options.Manner.SelectionDataInReturnUrl ? $"{back}&data={launch.SelectionData}" : back),
            ["title"] = launch.Tool.Name,
            ["text"] = "",
        };
        if (!options.Manner.SelectionDataInReturnUrl)
        {
            settings["data"] = launch.SelectionData;
        }

        return settings;
    }
}
