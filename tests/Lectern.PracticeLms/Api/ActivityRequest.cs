using System.Text.Json;

namespace Lectern.PracticeLms.Api;

/// <summary>An activity as if a content item had been chosen.</summary>
internal sealed record ActivityRequest(string CourseId, string ToolId, JsonElement? Item);
