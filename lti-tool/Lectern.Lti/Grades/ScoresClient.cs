using System.Net;
using System.Text.Json;
using Lectern.Lti.Http;
using Lectern.Lti.Json;
using Lectern.Lti.Services;

namespace Lectern.Lti.Grades;

/// <summary>Sends scores and reads results (AGS 2.0 §3.3, §3.4). Needs the scopes score and result.readonly.</summary>
/// <param name="services">Sends the requests.</param>
public sealed class ScoresClient(LtiServiceClient services)
{
    private const string ScoreType = "application/vnd.ims.lis.v1.score+json";
    private const string LineItemType = "application/vnd.ims.lis.v2.lineitem+json";
    private const string ResultsType = "application/vnd.ims.lis.v2.resultcontainer+json";
    private readonly ServicePager pager = new(services);

    /// <summary>Sends a score. Safe to repeat with the same timestamp.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="lineItem">The line item's address.</param>
    /// <param name="score">The score.</param>
    /// <param name="cancellationToken">Stops waiting; it may then have arrived or not.</param>
    /// <returns>What became of it; reasons are LTI-060 to LTI-071.</returns>
    /// <exception cref="InvalidOperationException">The score names nobody, or its points are no points.</exception>
    public async Task<ScoreOutcome> PostAsync(LtiRegistration registration, GradesEndpoint endpoint, string lineItem, Score score, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(lineItem);
        ArgumentNullException.ThrowIfNull(score);
        var body = score.ToJson();
        var call = GradesCalls.Prepare(registration, endpoint, HttpMethod.Post, ServiceAddress.Below(lineItem, "scores"), Scopes.Score);
        if (!call.IsAccepted)
        {
            return ScoreOutcome.Of(call.Rejection);
        }

        var answer = await services.ExchangeAsync(call.Value with { Body = body, ContentType = ScoreType, Accept = ScoreType }, cancellationToken);
        if (answer.Value?.Http.Status is HttpStatusCode.UnsupportedMediaType)
        {
            // Blackboard's documentation names the line item's media type for scores.
            answer = await services.ExchangeAsync(call.Value with { Body = body, ContentType = LineItemType }, cancellationToken);
        }

        return answer.IsAccepted ? Judge(answer.Value) : ScoreOutcome.Of(answer.Rejection);
    }

    /// <summary>Reads the results of everybody, or of one person.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="lineItem">The line item's address.</param>
    /// <param name="userId">The person; null for everybody.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Pages; a refusal (LTI-060 to LTI-073) is the last one. Whoever has no grade may be missing or have no points. No page size is asked for: Moodle breaks on it.</returns>
    public IAsyncEnumerable<LtiResult<ServicePage<LineItemResult>>> ReadResultsAsync(
        LtiRegistration registration, GradesEndpoint endpoint, string lineItem, string? userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(lineItem);
        var filters = ServiceAddress.Filled(("user_id", userId));
        var address = ServiceAddress.With(ServiceAddress.Below(lineItem, "results"), filters);
        var call = GradesCalls.Prepare(registration, endpoint, HttpMethod.Get, address, Scopes.ResultReadOnly);
        return call.IsAccepted
            ? pager.ReadAsync(call.Value with { Accept = ResultsType }, filters, json => Read(json, userId), cancellationToken)
            : ServicePager.Refused<LineItemResult>(call.Rejection);
    }

    private static ScoreOutcome Judge(ServiceAnswer answer)
    {
        if (IsOvertaken(answer.Http))
        {
            return new ScoreOutcome(ScoreOutcomeKind.Superseded, answer.Refusal);
        }

        return answer.Refusal is { } refusal
            ? ScoreOutcome.Of(refusal)
            : new ScoreOutcome(ScoreOutcomeKind.Done, null, answer.TryReadJson(out var json) ? json.Address("resultUrl") : null);
    }

    // §3.4.5 leaves it to the platform how it turns down an older score: Moodle says 409, Canvas 400 with these words.
    private static bool IsOvertaken(PlatformAnswer answer) =>
        answer.Status is HttpStatusCode.Conflict
        || (answer.Status is HttpStatusCode.BadRequest && answer.Text.Contains("before last updated timestamp", StringComparison.OrdinalIgnoreCase));

    // A platform that ignores user_id must not give one person another's grade.
    private static List<LineItemResult>? Read(JsonElement json, string? userId)
    {
        IEnumerable<JsonElement>? results = json.ValueKind switch
        {
            JsonValueKind.Array => ((JsonElement?)json).Objects(),
            JsonValueKind.Object when userId is not null && json.Get("userId") is not null => [json],
            _ => null,
        };
        return results is null ? null : [.. results.Select(LineItemResult.Read).OfType<LineItemResult>().Where(result => userId is null || result.UserId == userId)];
    }
}
