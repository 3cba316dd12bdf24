using System.Net;

namespace Lectern.CaptureAgent.Panel;

/// <summary>Whether somebody may use the panel.</summary>
/// <param name="Refused">Why not; null where they may.</param>
/// <param name="Path">What is asked for, without the secret.</param>
/// <param name="PressesByGet">Whether a GET is an order too, as panels send it that can't do otherwise: only where the secret says that it was meant.</param>
internal sealed record PanelEntry(HttpStatusCode? Refused, string Path = "/", bool PressesByGet = false);
