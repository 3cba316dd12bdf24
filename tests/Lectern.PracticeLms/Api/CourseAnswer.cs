using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

/// <summary>A course with the id that tools see.</summary>
internal static class CourseAnswer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static JsonNode Of(Course course, Manner manner)
    {
        var json = JsonSerializer.SerializeToNode(course, Options)!;
        json["contextId"] = manner.ContextId(course.Id);
        return json;
    }
}
