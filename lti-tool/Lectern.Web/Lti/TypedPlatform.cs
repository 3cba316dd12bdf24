namespace Lectern.Web.Lti;

/// <summary>The form in which the operator types a platform's values.</summary>
public sealed class TypedPlatform
{
    public string? Name { get; set; }

    public string? Host { get; set; }

    public string? Issuer { get; set; }

    public string? ClientId { get; set; }

    public string? Deployment { get; set; }

    public string? Authorization { get; set; }

    public string? Token { get; set; }

    public string? Keys { get; set; }
}
