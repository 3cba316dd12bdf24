using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lectern.Captions.Runs;

/// <summary>
/// One line of <c>lectern-captions --json</c>: what its parent process learns while captions are made. Each line is one
/// JSON object whose <c>event</c> names the kind.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(StageEvent), "stage")]
[JsonDerivedType(typeof(ProgressEvent), "progress")]
[JsonDerivedType(typeof(LanguageEvent), "language")]
[JsonDerivedType(typeof(CueEvent), "cue")]
[JsonDerivedType(typeof(DoneEvent), "done")]
[JsonDerivedType(typeof(FailedEvent), "failed")]
public record CaptionEvent
{
    /// <summary>The event as one line without its line end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CaptionEventJson.Default.CaptionEvent);

    /// <summary>
    /// Reads a line. Null when it is no such event: a library's stray output, or a kind newer than this reader. A parent
    /// reads over both.
    /// </summary>
    public static CaptionEvent? Parse(string line)
    {
        try
        {
            var parsed = JsonSerializer.Deserialize(line, CaptionEventJson.Default.CaptionEvent);
            return parsed?.GetType() == typeof(CaptionEvent) ? null : parsed;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            // An object without a kind.
            return null;
        }
    }
}
