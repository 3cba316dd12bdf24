namespace Lectern.Demo;

/// <summary>A stage did not come to its end; the message is for the person who started the demo.</summary>
internal sealed class DemoFailure(string message) : Exception(message);
