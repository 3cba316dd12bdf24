using Lectern.Lti.Keys;
using Lectern.Lti.Launch.Checks;

namespace Lectern.Lti.Launch;

/// <summary>Checks in the order they run; the first that refuses ends it.</summary>
internal sealed class CheckList(ILaunchCheck[] checks)
{
    public IReadOnlyList<string> Names { get; } = [.. checks.Select(check => check.GetType().Name)];

    /// <summary>That a token was signed by the platform, for this tool, and lately; the same for every message.</summary>
    /// <param name="keys">The platforms' keys.</param>
    /// <param name="oldest">How long ago it may have been issued.</param>
    public static ILaunchCheck[] OfToken(IPlatformKeys keys, TimeSpan oldest) =>
    [
        new TokenSize(),
        new TokenFormat(), // RFC 7515 §5.2
        new Algorithm(), // Security Framework 1.0 §5.1.3 (6)
        new KeyId(), // Security Framework 1.0 §6.3
        new Key(keys), // Security Framework 1.0 §6.3
        new Signature(), // Security Framework 1.0 §5.1.3 (1)
        new ClaimTypes(), // LTI Core 1.3 §5.3, §5.4
        new Issuer(), // Security Framework 1.0 §5.1.3 (2)
        new Audience(), // Security Framework 1.0 §5.1.3 (3)
        new AuthorizedParty(), // Security Framework 1.0 §5.1.3 (4, 5)
        new Expiry(), // Security Framework 1.0 §5.1.3 (7)
        new IssuedAt(oldest), // Security Framework 1.0 §5.1.3 (8)
    ];

    /// <summary>The first refusal, with the check that gave it; null when there is none.</summary>
    public async ValueTask<Rejection?> FindRefusalAsync(LaunchContext launch, CancellationToken cancellationToken)
    {
        for (var index = 0; index < checks.Length; index++)
        {
            if (await checks[index].CheckAsync(launch, cancellationToken) is { } rejection)
            {
                return rejection with { Check = new FailedCheck(index + 1, checks.Length, Names[index]) };
            }
        }

        return null;
    }
}
