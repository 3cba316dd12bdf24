using Lectern.Web.Lti.SelfTest;

namespace Lectern.Web.Pages.Admin;

/// <summary>A platform in the list, with how it does.</summary>
public sealed record PlatformCard(PlatformView View, SelfTestReport Report);
