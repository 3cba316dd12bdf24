using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.State;

/// <summary>Makes, changes and removes columns.</summary>
internal static class LineItems
{
    public static LineItem? Find(LmsState state, string courseId, string id, Tool tool) =>
        state.LineItems.Find(item => item.Id == id && item.CourseId == courseId && item.ToolId == tool.Id);

    public static (LmsState State, LineItem Made) Add(LmsState state, string courseId, Tool tool, JsonElement body)
    {
        var item = Filled(new LineItem
        {
            Id = state.NextId.ToString(CultureInfo.InvariantCulture),
            CourseId = courseId,
            ToolId = tool.Id,
            Label = "",
            ScoreMaximum = 0,
            ResourceLinkId = LineItem.Text(body, "resourceLinkId"),
        }, body, state.Manner);
        return (state with { LineItems = state.LineItems.Add(item), NextId = state.NextId + 1 }, item);
    }

    /// <summary>What the body leaves out is cleared, but for the link, which a column keeps.</summary>
    public static (LmsState State, LineItem? Changed) Change(LmsState state, LineItem item, JsonElement body)
    {
        var changed = Filled(item, body, state.Manner);
        var rules = state.Manner.Grades;
        return (state with
        {
            LineItems = state.LineItems.ConvertAll(known => known.Id == item.Id ? changed : known),
            Grades = rules.Rescales ? state.Grades.ConvertAll(grade => grade.LineItemId == item.Id ? Rescaled(grade, changed.ScoreMaximum / item.ScoreMaximum) : grade) : state.Grades,
            Activities = rules.RenamesActivities
                ? state.Activities.ConvertAll(activity => activity.ResourceLinkId == item.ResourceLinkId ? activity with { Title = changed.Label } : activity)
                : state.Activities,
        }, changed);
    }

    public static LmsState Remove(LmsState state, LineItem item) => state with
    {
        LineItems = state.LineItems.RemoveAll(known => known.Id == item.Id),
        Grades = state.Grades.RemoveAll(grade => grade.LineItemId == item.Id),
        Activities = state.Activities.ConvertAll(activity => activity.LineItemId == item.Id ? activity with { LineItemId = null } : activity),
    };

    /// <summary>Dates are sent back even where they are dropped.</summary>
    public static JsonObject Echo(JsonObject answer, JsonElement body)
    {
        foreach (var name in (string[])["startDateTime", "endDateTime"])
        {
            if (LineItem.Text(body, name) is { } date)
            {
                answer[name] = date;
            }
        }

        return answer;
    }

    private static LineItem Filled(LineItem item, JsonElement body, Manner manner) => item with
    {
        Label = LineItem.Text(body, "label")!,
        ScoreMaximum = LineItem.Number(body, "scoreMaximum")!.Value,
        ResourceId = LineItem.Text(body, "resourceId") ?? "",
        Tag = LineItem.Text(body, "tag") ?? "",
        StartDateTime = manner.Grades.KeepsDates ? LineItem.Text(body, "startDateTime") : null,
        EndDateTime = manner.Grades.KeepsDates ? LineItem.Text(body, "endDateTime") : null,
        GradesReleased = LineItem.Flag(body, "gradesReleased") ?? item.GradesReleased,
        SubmissionReview = LineItem.Object(body, "submissionReview") ?? item.SubmissionReview,
    };

    private static Grade Rescaled(Grade grade, double factor) => grade with { Score = grade.Score * factor };
}
