using Lectern.Lti.Services;

namespace Lectern.Lti.Grades;

/// <summary>What every request for grades begins with: an address and a scope the launch granted.</summary>
internal static class GradesCalls
{
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="method">The method.</param>
    /// <param name="address">The address, when the launch named one.</param>
    /// <param name="scopes">Scopes that would do, the narrowest first.</param>
    public static LtiResult<ServiceCall> Prepare(LtiRegistration registration, GradesEndpoint endpoint, HttpMethod method, string? address, params ReadOnlySpan<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(registration);
        if (address is null)
        {
            return Rejections.ServiceNotOffered;
        }

        foreach (var scope in scopes)
        {
            if (endpoint.Scopes.Contains(scope, StringComparer.Ordinal))
            {
                return new ServiceCall(registration, scope, method, address);
            }
        }

        return Rejections.ScopeNotGranted.With(string.Join(' ', scopes.ToArray()));
    }
}
