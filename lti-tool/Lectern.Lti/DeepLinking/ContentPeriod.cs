using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>From when and until when something is open.</summary>
/// <param name="Start">Null means from the beginning.</param>
/// <param name="End">Null means without end.</param>
public sealed record ContentPeriod(DateTimeOffset? Start, DateTimeOffset? End)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        json.Put("startDateTime", Start);
        json.Put("endDateTime", End);
        return json;
    }
}
