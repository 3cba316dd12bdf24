namespace Lectern.Lti.Http;

/// <summary>The guard stopped a request to a platform. The calls of this library turn it into a <see cref="Rejection"/>.</summary>
public sealed class PlatformHttpException : HttpRequestException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="message">For an operator.</param>
    public PlatformHttpException(PlatformHttpFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>Why.</summary>
    public PlatformHttpFault Fault { get; }
}
