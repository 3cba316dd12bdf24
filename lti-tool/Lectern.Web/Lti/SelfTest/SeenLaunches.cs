using System.Text.Json;
using Lectern.Core.LaunchLog;
using Lectern.Lti;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Lti.SelfTest;

/// <summary>What the last launches of a platform showed, newest first, as the launch log keeps them.</summary>
internal sealed class SeenLaunches(IReadOnlyList<LaunchRecord> records)
{
    internal const int Most = 50;

    private static readonly string[] s_sectionParameters = ["lectern_section_ids", "lectern_group_ids"];

    private readonly IReadOnlyList<JsonElement> _claims = [.. records.Where(r => r.Claims is not null).Select(r => JsonElement.Parse(r.Claims!))];

    internal LaunchRecord? Last => records.Count > 0 ? records[0] : null;

    internal int Count => records.Count;

    /// <summary>True when a launch came from a course: services belong to courses.</summary>
    internal bool HasCourse => _claims.Any(claims => claims.TryGetProperty(Names.Context, out _));

    internal string? Members => First(claims => Text(claims, Names.NamesRoleService, "context_memberships_url"));

    internal string? LineItems => First(claims => Text(claims, Names.GradesEndpoint, "lineitems"));

    internal IReadOnlyList<string> GradeScopes => _claims.Select(claims => Texts(claims, Names.GradesEndpoint, "scope")).FirstOrDefault(scopes => scopes.Length > 0) ?? [];

    internal bool OffersNotices => _claims.Any(claims => claims.TryGetProperty(Names.NotificationService, out _));

    /// <summary>Masked by now, but there or not.</summary>
    internal bool HasNames => _claims.Any(claims => claims.TryGetProperty("name", out _) || claims.TryGetProperty("family_name", out _));

    internal bool HasMail => _claims.Any(claims => claims.TryGetProperty("email", out _));

    /// <summary>True when the platform says in which sections a person is, be it in none.</summary>
    internal bool TellsSections => _claims.Any(claims => s_sectionParameters.Any(name => Text(claims, Names.Custom, name) is { } value && !value.StartsWith('$')));

    internal int By(SignInWay way) => records.Count(record => record.Way == way);

    internal IEnumerable<string> Scopes => GradeScopes.Concat(Members is null ? [] : [Lectern.Lti.Scopes.ContextMembershipReadOnly]).Where(IsOurs).Distinct(StringComparer.Ordinal);

    private static bool IsOurs(string scope) => ToolRegistrationFactory.Scopes.Contains(scope, StringComparer.Ordinal);

    private string? First(Func<JsonElement, string?> read) => _claims.Select(read).FirstOrDefault(text => text is not null);

    private static string? Text(JsonElement claims, string claim, string field) =>
        claims.TryGetProperty(claim, out var json) && json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string[] Texts(JsonElement claims, string claim, string field) =>
        claims.TryGetProperty(claim, out var json) && json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
