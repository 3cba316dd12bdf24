using Lectern.Core.Platforms;

namespace Lectern.Web.Pages.Admin;

/// <summary>One deployment with what to press.</summary>
public sealed record DeploymentView(Guid PlatformId, Deployment Deployment);
