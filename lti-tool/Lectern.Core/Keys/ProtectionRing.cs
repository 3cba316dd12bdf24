using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Keys;

/// <summary>
/// Keeps the web server's ring in the database, so that every machine has the same and a backup holds it. Its caller is synchronous,
/// and asks a few times a day.
/// </summary>
public sealed class ProtectionRing(IDbContextFactory<LecternDbContext> databases, KeyFile file, TimeProvider time)
{
    /// <summary>The element that stands in place of a secret.</summary>
    public const string SealedElement = "sealed";

    private const string Place = "protection-ring";

    public IReadOnlyList<XElement> Read()
    {
        using var database = databases.CreateDbContext();
        return [.. database.ProtectionKeys.AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void Add(string name, XElement element)
    {
        using var database = databases.CreateDbContext();
        database.ProtectionKeys.Add(new ProtectionKey { Name = name, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = time.GetUtcNow() });
        database.SaveChanges();
    }

    public XElement Seal(XElement secret) => new(SealedElement, file.Key.Seal(secret.ToString(SaveOptions.DisableFormatting), Place));

    public XElement Open(XElement sealedElement) => XElement.Parse(file.Key.Open(sealedElement.Value, Place));
}
