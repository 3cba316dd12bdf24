using System.Diagnostics.CodeAnalysis;

namespace Lectern.Lti;

/// <summary>A value, or the reason why a peer's message gives none. Exceptions are kept for our own mistakes.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class LtiResult<T>
    where T : class
{
    private LtiResult(T? value, Rejection? rejection)
    {
        Value = value;
        Rejection = rejection;
    }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsAccepted => Rejection is null;

    /// <summary>The value, or null when refused.</summary>
    public T? Value { get; }

    /// <summary>The reason of the refusal, or null when accepted.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator LtiResult<T>(T value) => new(value ?? throw new ArgumentNullException(nameof(value)), null);

    /// <summary>Wraps a refusal.</summary>
    /// <param name="rejection">The reason.</param>
    public static implicit operator LtiResult<T>(Rejection rejection) => new(null, rejection ?? throw new ArgumentNullException(nameof(rejection)));
}
