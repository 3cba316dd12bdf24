using Lectern.Core.Launches;
using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Security;

internal static class LaunchSessionExtensions
{
    /// <summary>The session that the launch policy let through.</summary>
    internal static LaunchSession LaunchSession(this HttpContext context) =>
        context.Features.Get<LaunchSession>() ?? throw new InvalidOperationException("This route is not behind the launch policy.");

    internal static Launch Launch(this HttpContext context) => context.LaunchSession().Launch;
}
