using System.Net;

namespace Lectern.CaptureAgent.Panel;

/// <summary>Who asks the panel for what.</summary>
/// <param name="From">Its address.</param>
/// <param name="Host">The <c>Host</c> header.</param>
/// <param name="Origin">The <c>Origin</c> header.</param>
/// <param name="Authorization">The <c>Authorization</c> header.</param>
/// <param name="Path">What it asks for.</param>
internal sealed record PanelCaller(IPAddress From, string? Host, string? Origin, string? Authorization, string Path);
