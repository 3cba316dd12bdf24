using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Writes columns as tools read them.</summary>
internal sealed class LineItemWriter(Addresses addresses, LmsStore store, LmsOptions options)
{
    public string ListAddress(string courseId, Tool tool) => addresses.Of(ServicePaths.LineItems(courseId, tool.Id, options.Manner));

    public JsonObject Write(LineItem item, bool withAddress)
    {
        var json = new JsonObject
        {
            ["id"] = addresses.Of(ServicePaths.LineItem(item, options.Manner)),
            ["label"] = item.Label,
            ["scoreMaximum"] = item.ScoreMaximum,
            ["resourceId"] = item.ResourceId,
            ["tag"] = item.Tag,
        };
        AddLink(json, item);
        (json["startDateTime"], json["endDateTime"]) = (item.StartDateTime, item.EndDateTime);
        json["gradesReleased"] = item.GradesReleased;
        json["submissionReview"] = item.SubmissionReview is { } review ? JsonNode.Parse(review.GetRawText()) : null;
        if (withAddress && store.State.Activities.Find(activity => activity.ResourceLinkId == item.ResourceLinkId) is { } link)
        {
            json["https://canvas.instructure.com/lti/launch_url"] = link.Url;
        }

        return WithoutNulls(json);
    }

    private void AddLink(JsonObject json, LineItem item)
    {
        if (item.ResourceLinkId is { } link)
        {
            json["resourceLinkId"] = link;
            json["ltiLinkId"] = options.Manner == Manners.Moodle ? link : null;
        }
    }

    private static JsonObject WithoutNulls(JsonObject json)
    {
        foreach (var name in json.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            json.Remove(name);
        }

        return json;
    }
}
