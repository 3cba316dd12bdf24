using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;
using Microsoft.AspNetCore.Http.Features;

namespace Lectern.PracticeLms.Services;

/// <summary>Scores in, results out.</summary>
internal static class ScoreEndpoint
{
    private const string ResultsType = "application/vnd.ims.lis.v2.resultcontainer+json";
    private const string ScoreType = "application/vnd.ims.lis.v1.score+json";

    public static void MapScores(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/services/{courseId}/lineitems/{id}/lineitem/scores", PostAsync);
        routes.MapGet("/services/{courseId}/lineitems/{id}/lineitem/results", Results);
    }

    private static async Task<IResult> PostAsync(
        string courseId, string id, HttpRequest request, ServiceGate gate, LmsStore store, LmsOptions options, Addresses addresses, TimeProvider time, CancellationToken cancellation)
    {
        var rules = options.Manner.Grades;
        var (tool, refusal) = gate.Check(request, null, Lti.ScoreScope);
        if (tool is null || !LineItemEndpoint.NamesTool(request, tool, options.Manner))
        {
            return refusal ?? TypedResults.Unauthorized();
        }

        if (!ServiceGate.HasType(request, rules.ScoreTypes))
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var (score, fault) = Score.Read(await JsonBody.ReadAsync(request, cancellation));
        if (score is null)
        {
            return Refuse(request, options.Manner, StatusCodes.Status400BadRequest, fault!);
        }

        var (verdict, item) = store.Update(state => Apply(state, courseId, id, tool, score, time.GetUtcNow())).Made;
        return item is null ? TypedResults.NotFound()
            : verdict!.After is not { } after ? Refuse(request, options.Manner, verdict.Status, verdict.Reason!)
            : rules.TellsResult ? TypedResults.Json(new { resultUrl = ResultId(item, after, options.Manner, addresses) })
            : TypedResults.Text("", ScoreType);
    }

    private static (LmsState, (ScoreVerdict?, LineItem?)) Apply(LmsState state, string courseId, string id, Tool tool, Score score, DateTimeOffset now)
    {
        if (LineItems.Find(state, courseId, id, tool) is not { } item)
        {
            return (state, (null, null));
        }

        if (Student(state, courseId, score.UserId) is not { } student)
        {
            return (state, (ScoreVerdict.Refuse(state.Manner.Grades.BadPersonStatus, "This person gets no grades in this course."), item));
        }

        var verdict = state.Manner.Grades.Score(score, state.FindGrade(id, student.Id) ?? new Grade(id, student.Id), item, now);
        return (verdict.After is { } after ? state.With(after) : state, (verdict, item));
    }

    /// <summary>The student of that id; Canvas takes its own number too.</summary>
    private static Person? Student(LmsState state, string courseId, string userId) => state.People.Find(person =>
        (state.Manner.UserId(person.Id) == userId || (state.Manner == Manners.Canvas && person.Id == userId))
        && state.Courses.Find(course => course.Id == courseId)?.EnrolmentOf(person)?.Role == CourseRole.Learner);

    private static IResult Results(string courseId, string id, HttpRequest request, ServiceGate gate, LmsStore store, LmsOptions options, Addresses addresses)
    {
        var (tool, refusal) = gate.Check(request, ResultsType, Lti.ResultScope);
        if (tool is null || !LineItemEndpoint.NamesTool(request, tool, options.Manner))
        {
            return refusal ?? TypedResults.Unauthorized();
        }

        if (LineItems.Find(store.State, courseId, id, tool) is not { } item || (options.Manner.Grades.ResultsRefuseLimits && request.Query.ContainsKey("limit")))
        {
            return Pages.CourseAccess.NotHere();
        }

        var wanted = request.Query["user_id"].ToString();
        var grades = store.State.Grades.FindAll(grade => grade.LineItemId == id && grade.Score is not null
            && (wanted.Length == 0 || options.Manner.UserId(grade.PersonId) == wanted));
        var page = Page.Of(grades, request, addresses.Of(ServicePaths.Results(item, options.Manner)), options.Manner.PageSize);
        return TypedResults.Text(new JsonArray([.. page.Select(grade => Write(grade, item, options.Manner, addresses))]).ToJsonString(), ResultsType);
    }

    private static JsonNode Write(Grade grade, LineItem item, Manner manner, Addresses addresses) => new JsonObject
    {
        ["id"] = ResultId(item, grade, manner, addresses),
        ["userId"] = manner.UserId(grade.PersonId),
        ["resultScore"] = grade.Score,
        ["resultMaximum"] = item.ScoreMaximum,
        ["comment"] = grade.Comment,
        ["scoreOf"] = addresses.Of(ServicePaths.LineItem(item, manner)),
        ["timestamp"] = Launch.Variables.Iso(grade.Written),
    };

    private static string ResultId(LineItem item, Grade grade, Manner manner, Addresses addresses)
    {
        var results = addresses.Of(ServicePaths.Results(item, manner));
        return manner.Grades.TypeInQuery ? $"{results}&user_id={grade.PersonId}" : $"{results}/{manner.UserId(grade.PersonId)}";
    }

    /// <summary>Moodle says why in the status line and answers an empty list.</summary>
    private static IResult Refuse(HttpRequest request, Manner manner, int status, string reason)
    {
        if (manner != Manners.Moodle)
        {
            return TypedResults.Problem(reason, statusCode: status);
        }

        request.HttpContext.Features.Get<IHttpResponseFeature>()?.ReasonPhrase = reason;
        return TypedResults.Text("[]", ScoreType, statusCode: status);
    }
}
