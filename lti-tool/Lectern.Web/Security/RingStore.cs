using System.Xml.Linq;
using Lectern.Core.Keys;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Security;

/// <summary>Puts the ring into the database: the framework's own package for that would bring ASP.NET into the use cases.</summary>
internal sealed class RingStore(ProtectionRing ring) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => (options.XmlRepository, options.XmlEncryptor) = (this, new RingEncryption(ring));

    public IReadOnlyCollection<XElement> GetAllElements() => ring.Read();

    public void StoreElement(XElement element, string friendlyName) => ring.Add(friendlyName, element);
}
