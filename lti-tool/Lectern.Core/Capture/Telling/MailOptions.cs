using System.ComponentModel.DataAnnotations;

namespace Lectern.Core.Capture.Telling;

/// <summary>By which server mail goes out. Without one none does.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>Its name. Default none.</summary>
    public string? Server { get; set; }

    /// <summary>Default 587; 465 speaks TLS from the first byte.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>The address that mail comes from.</summary>
    public string? From { get; set; }

    /// <summary>What to sign in with. Default none, and then nobody signs in.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Whether mail goes by TLS or not at all. Default true; false is for a server on the machine itself.</summary>
    public bool Tls { get; set; } = true;

    public bool IsConfigured => !string.IsNullOrEmpty(Server);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConfigured && string.IsNullOrWhiteSpace(From))
        {
            yield return new ValidationResult("Mail has a server and no address that it comes from.", [nameof(From)]);
        }

        if (!Tls && !string.IsNullOrEmpty(Password))
        {
            yield return new ValidationResult("A password goes over TLS or not at all.", [nameof(Tls)]);
        }
    }
}
