using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Core.LaunchLog;
using Lectern.Lti;

namespace Lectern.Web.Pages.Admin;

/// <summary>One row of the launch log as IT reads it.</summary>
/// <param name="Platform">The platform's name; null where none is known.</param>
public sealed record LaunchView(LaunchRecord Record, string? Platform)
{
    private static readonly Dictionary<string, Rejection> s_rejections = Rejections.All.ToDictionary(rejection => rejection.Code.Value);
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonNode? _claims = Record.Claims is null ? null : JsonNode.Parse(Record.Claims);

    /// <summary>Null for a launch that passed.</summary>
    public Rejection? Rejection => Record.Code is { } code ? s_rejections.GetValueOrDefault(code) : null;

    /// <summary>What stands for the person; the same for all of their launches from this platform.</summary>
    public string? Person => _claims?["sub"]?.ToString();

    public string? Claims => _claims?.ToJsonString(s_readable);

    public string? Reference => Record.Reference is { } reference ? LaunchReference.Show(reference) : null;
}
