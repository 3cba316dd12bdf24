using System.Text.Json.Nodes;

namespace Lectern.Lti.Tests.Support;

/// <summary>What real Moodle sites sent, without what changes each time.</summary>
internal static class MoodleData
{
    public static string Text(string name)
    {
        using var stream = typeof(MoodleData).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static JsonObject Json(string name) => (JsonObject)JsonNode.Parse(Text(name))!;
}
