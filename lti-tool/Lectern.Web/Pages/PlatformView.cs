using Lectern.Core.Platforms;

namespace Lectern.Web.Pages;

public sealed record PlatformView(Platform Platform, IReadOnlyList<Deployment> Deployments);
