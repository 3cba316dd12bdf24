namespace Lectern.Lti.Http;

/// <summary>Why the guard stopped a request.</summary>
public enum PlatformHttpFault
{
    /// <summary>Not https, and the host is not listed.</summary>
    NotHttps,

    /// <summary>The host's name leads to private, local or reserved network addresses only.</summary>
    AddressNotPublic,

    /// <summary>The platform answers with a redirect.</summary>
    Redirected,

    /// <summary>The answer is too large.</summary>
    TooLarge,

    /// <summary>The answer takes too long.</summary>
    TooSlow,
}
