using System.Text.Json;
using Lectern.Lti.Http;
using Lectern.Lti.Json;

namespace Lectern.Lti.Services;

/// <summary>What a service answered: any status, judged.</summary>
/// <param name="Address">What was asked.</param>
/// <param name="Http">The answer.</param>
/// <param name="Refusal">Why it is no success, or null.</param>
internal sealed record ServiceAnswer(Uri Address, PlatformAnswer Http, Rejection? Refusal)
{
    /// <summary>The body; the content type is not looked at. LTI-072 when it is no JSON.</summary>
    public bool TryReadJson(out JsonElement json) => StrictJson.TryParse(Http.Body, out json);
}
