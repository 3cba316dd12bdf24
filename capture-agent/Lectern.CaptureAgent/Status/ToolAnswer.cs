using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lectern.CaptureAgent.Status;

/// <summary>What the tool answered, or that it did not.</summary>
internal sealed record ToolAnswer
{
    /// <summary>0 when no answer came.</summary>
    public int Status { get; init; }

    /// <summary>Which version the body is of, to ask with.</summary>
    public string? Version { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>How long the tool wants to be left alone, if it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The tool's code of a refusal, and its sentence or what went wrong on the way.</summary>
    public string? Code { get; init; }

    public string? Text { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsNotModified => Status == 304;

    /// <summary>What was sent is not what it should be.</summary>
    public bool IsUnprocessable => Status == 422;

    public bool IsNotFound => Status == 404;

    /// <summary>The tool does not know this device, or wants nothing of it any more. People have to do something; what is recorded waits.</summary>
    public bool IsUnauthorized => Status == 401;

    /// <summary>Nothing about the request: the tool is out of reach, busy or in trouble, or won't talk with us at all.</summary>
    public bool IsUnavailable => Status is 0 or 408 or 425 or 429 or >= 500 || IsUnauthorized;

    public static ToolAnswer None(string text) => new() { Text = text };

    /// <summary>The body as a record; <see langword="null"/> where it is none.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return IsSuccess ? JsonSerializer.Deserialize(Body, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
