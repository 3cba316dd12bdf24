using System.Security.Cryptography;

namespace Lectern.TestSupport;

/// <summary>RSA keys that all tests of a process share: to make one takes longer than most tests. Who asks several times gets others each time.</summary>
public sealed class SharedKeys
{
    private static readonly Lazy<RSAParameters>[] s_keys = [.. Enumerable.Range(0, 6).Select(_ => new Lazy<RSAParameters>(Make))];
    private int _next = -1;

    public RSA Next() => RSA.Create(s_keys[Interlocked.Increment(ref _next) % s_keys.Length].Value);

    private static RSAParameters Make()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportParameters(includePrivateParameters: true);
    }
}
