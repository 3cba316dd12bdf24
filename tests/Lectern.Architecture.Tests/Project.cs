using System.Xml.Linq;

namespace Lectern.Architecture.Tests;

/// <summary>What one csproj says.</summary>
internal sealed record Project(string Name, string File, IReadOnlyList<ProjectReference> References, IReadOnlyList<PackageReference> Packages)
{
    public static Project Read(string file)
    {
        var xml = XDocument.Load(Repository.Absolute(file));
        return new Project(
            NameOf(file),
            file,
            [.. xml.Descendants("ProjectReference").Select(element => new ProjectReference(NameOf((string)element.Attribute("Include")!), IsBuildOutputOnly(element)))],
            [.. xml.Descendants("PackageReference").Select(element => new PackageReference((string?)element.Attribute("Include") ?? (string?)element.Attribute("Update") ?? "", SetsVersion(element)))]);
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    private static bool IsBuildOutputOnly(XElement reference) =>
        string.Equals((string?)reference.Attribute("ReferenceOutputAssembly") ?? (string?)reference.Element("ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase);

    private static bool SetsVersion(XElement package) => ((string[])["Version", "VersionOverride"])
        .Any(name => package.Attribute(name) is not null || package.Element(name) is not null);
}

internal sealed record ProjectReference(string Name, bool IsBuildOutputOnly);

internal sealed record PackageReference(string Name, bool SetsVersion);
