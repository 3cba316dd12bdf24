using System.Xml.Linq;
using Lectern.Core.Keys;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Web.Security;

/// <summary>Seals the secrets of the ring by the key file. The ring's own XML names the class that opens them.</summary>
internal sealed class RingEncryption(ProtectionRing ring) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(ring.Seal(plaintextElement), typeof(RingDecryption));
}

/// <summary>Made by the framework, by its name, with all services and nothing else.</summary>
internal sealed class RingDecryption(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<ProtectionRing>().Open(encryptedElement);
}
