using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Core.LaunchLog;

namespace Lectern.Core.Tests.LaunchLog;

public sealed class MaskedClaimsTests
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";

    private static readonly Guid s_registration = Guid.CreateVersion7();

    [Fact]
    public void Nothing_of_the_person_is_left()
    {
        var text = MaskedClaims.Of(Claims(), s_registration);

        Assert.All(
            ["Tina", "Teacher", "tina@example.edu", "SIS-T1", "person-77", "teacher1", "photo.png", "sesskey", "secret", "ticket", "12345", "mentee"],
            personal => Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_IT_needs_is_still_there()
    {
        var masked = JsonNode.Parse(MaskedClaims.Of(Claims(), s_registration))!;

        Assert.Equal(("https://lms.example.edu", "tool-1"), (masked["iss"]!.GetValue<string>(), masked["aud"]!.GetValue<string>()));
        Assert.Equal("Biology 101", masked[Lti + "context"]!["title"]!.GetValue<string>());
        Assert.Equal("4,9", masked[Lti + "custom"]!["lectern_group_ids"]!.GetValue<string>());
        Assert.Equal("$Canvas.term.id", masked[Lti + "custom"]!["their_term"]!.GetValue<string>());
        Assert.Equal("https://lms.example.edu/members/2", masked["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"]!["context_memberships_url"]!.GetValue<string>());
        Assert.Equal("https://lms.example.edu/back?…", masked[Lti + "launch_presentation"]!["return_url"]!.GetValue<string>());
        Assert.Equal("(hidden)", masked["name"]!.GetValue<string>());
    }

    [Fact]
    public void A_persons_launches_can_be_told_together_within_their_platform_alone()
    {
        var (one, again, elsewhere) = (Person(s_registration), Person(s_registration), Person(Guid.CreateVersion7()));

        Assert.Equal(one, again);
        Assert.NotEqual(one, elsewhere);
        Assert.Matches("^••••[0-9a-f]{4}$", one);
    }

    [Fact]
    public void A_persons_own_page_does_not_carry_their_name_into_the_log()
    {
        var claims = JsonElement.Parse($$"""{"sub":"1","name":"Tina Teacher","{{Lti}}context":{"id":"u1","title":"Page of Tina Teacher"} }""");

        var masked = JsonNode.Parse(MaskedClaims.Of(claims, s_registration))!;

        Assert.Equal("Page of ••••", masked[Lti + "context"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public void Claims_without_end_are_not_kept()
    {
        var many = string.Join(',', Enumerable.Range(0, 4000).Select(i => $"\"role-{i}\""));
        var claims = JsonElement.Parse($$"""{"{{Lti}}message_type":"LtiResourceLinkRequest","{{Lti}}roles":[{{many}}]}""");

        var text = MaskedClaims.Of(claims, s_registration);

        Assert.True(text.Length < MaskedClaims.Longest);
        Assert.Equal("LtiResourceLinkRequest", JsonNode.Parse(text)![Lti + "message_type"]!.GetValue<string>());
    }

    private static string Person(Guid registration) => JsonNode.Parse(MaskedClaims.Of(Claims(), registration))!["sub"]!.GetValue<string>();

    private static JsonElement Claims() => JsonElement.Parse($$"""
        {
          "iss": "https://lms.example.edu", "aud": "tool-1", "sub": "person-77", "nonce": "secret", "iat": 1795437585,
          "name": "Tina Teacher", "given_name": "Tina", "family_name": "Teacher", "email": "tina@example.edu", "picture": "https://lms.example.edu/photo.png",
          "{{Lti}}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"],
          "{{Lti}}role_scope_mentor": ["mentee"],
          "{{Lti}}target_link_uri": "https://video.example.edu/lti/launch?t=ticket",
          "{{Lti}}context": { "id": "2", "title": "Biology 101", "type": ["CourseSection"], "owner": "Tina" },
          "{{Lti}}lis": { "person_sourcedid": "SIS-T1", "course_section_sourcedid": "BIO101" },
          "{{Lti}}ext": { "user_username": "teacher1" },
          "{{Lti}}launch_presentation": { "locale": "en", "return_url": "https://lms.example.edu/back?sesskey=abc" },
          "{{Lti}}custom": { "lectern_group_ids": "4,9", "student_number": "12345", "their_term": "$Canvas.term.id" },
          "https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome": { "lis_result_sourcedid": "secret" },
          "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": { "context_memberships_url": "https://lms.example.edu/members/2" }
        }
        """);
}
