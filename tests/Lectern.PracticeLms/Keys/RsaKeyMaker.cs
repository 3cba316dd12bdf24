using System.Security.Cryptography;

namespace Lectern.PracticeLms.Keys;

/// <summary>Gives a private key as PKCS #8 in PEM.</summary>
public delegate string RsaKeyMaker();

public static class RsaKeyMakers
{
    // More than one platform needs: two that it publishes, one that it rotates to, one that nobody knows.
    private static readonly Lazy<string>[] s_few = [.. Enumerable.Range(0, 6).Select(_ => new Lazy<string>(Make))];

    private static int s_makers = -2;

    /// <summary>For tests that start many platforms in one process: to make a key takes longer than most of what they try. Each maker begins with another one: no two platforms sign with the same before there are as many as keys.</summary>
    public static RsaKeyMaker OfFew()
    {
        var given = Interlocked.Increment(ref s_makers);
        return () => s_few[Interlocked.Increment(ref given) % s_few.Length].Value;
    }

    internal static string Make()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
