using System.Text.Json;

namespace Lectern.PracticeLms.DeepLinking;

/// <summary>A tool's answer whose signature and claims hold.</summary>
internal sealed record DeepLinkResponse(Launch.LaunchRecord Selection, IReadOnlyList<JsonElement> Items, string? Message, string? ErrorMessage);
