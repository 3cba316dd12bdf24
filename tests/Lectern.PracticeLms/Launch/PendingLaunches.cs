using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Launch;

/// <summary>Launches by the id in their hint. Only the browser that began one can take it.</summary>
internal sealed class PendingLaunches(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (LaunchRecord Launch, DateTimeOffset Begun)> pending = new();

    public void Add(LaunchRecord launch)
    {
        var now = time.GetUtcNow();
        foreach (var (id, entry) in pending)
        {
            if (now - entry.Begun > Life)
            {
                pending.TryRemove(id, out _);
            }
        }

        pending[launch.LaunchId] = (launch, now);
    }

    /// <summary>The text sent as lti_message_hint: JSON, to find tools that do not encode it.</summary>
    public static string Hint(LaunchRecord launch)
    {
        var hint = new JsonObject();
        if (launch.Activity is { } activity)
        {
            hint["cmid"] = activity.Id;
        }

        hint["launchid"] = launch.LaunchId;
        return hint.ToJsonString();
    }

    public static string? LaunchIdIn(string hint)
    {
        try
        {
            return JsonNode.Parse(hint) is JsonObject json && json["launchid"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null when there is no such launch for this browser, or it was taken before and works once.</returns>
    public LaunchRecord? Take(string launchId, string sessionId, bool once) =>
        pending.TryGetValue(launchId, out var entry) && entry.Launch.Session.Id == sessionId && (!once || pending.TryRemove(launchId, out entry))
            ? entry.Launch
            : null;
}
