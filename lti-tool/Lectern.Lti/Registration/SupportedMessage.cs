namespace Lectern.Lti.Registration;

/// <summary>A message the platform sends, from <c>messages_supported</c>.</summary>
/// <param name="Type">The message type.</param>
/// <param name="Placements">Where it can be sent from; empty when the platform does not say.</param>
public sealed record SupportedMessage(string Type, IReadOnlyList<string> Placements);
