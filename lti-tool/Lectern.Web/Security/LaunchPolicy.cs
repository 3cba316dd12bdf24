using Lectern.Core.Launches;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Security;

/// <summary>Everything under <c>/w/{launch}/</c> asks for the session of that very launch.</summary>
internal sealed class LaunchPolicy : IAuthorizationRequirement
{
    internal const string Name = "launch";
}

internal sealed class LaunchPolicyHandler(IHttpContextAccessor accessor) : AuthorizationHandler<LaunchPolicy>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, LaunchPolicy requirement)
    {
        var http = accessor.HttpContext!;
        if (http.Features.Get<LaunchSession>() is { } session
            && Guid.TryParse(http.GetRouteValue("launch") as string, out var launch)
            && session.LaunchId == launch)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
