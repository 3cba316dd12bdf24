namespace Lectern.Lti.DeepLinking;

/// <summary>Words that go with a response (Deep Linking 2.0 §4.5).</summary>
/// <param name="Message">For the person.</param>
/// <param name="Log">For the platform's log.</param>
/// <param name="ErrorMessage">What went wrong, for the person.</param>
/// <param name="ErrorLog">What went wrong, for the platform's log.</param>
public sealed record DeepLinkingMessages(string? Message = null, string? Log = null, string? ErrorMessage = null, string? ErrorLog = null);
