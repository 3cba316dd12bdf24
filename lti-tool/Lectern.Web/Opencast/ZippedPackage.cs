using System.IO.Compression;

namespace Lectern.Web.Opencast;

/// <summary>
/// A media package in one file, as Galicaster sends it: a manifest and the files that it names, beside it or in one folder with it. Only those are looked up, by their names in the archive, which never become paths.
/// </summary>
internal sealed class ZippedPackage : IDisposable
{
    private const int LongestManifest = 256 * 1024;

    /// <summary>The directory of an archive is read into memory whole; a package's has some lines.</summary>
    private const long LargestDirectory = 1 << 20;

    private static readonly string[] s_manifests = ["manifest.xml", "index.xml"];
    private readonly ZipArchive _archive;
    private readonly string _folder;

    private ZippedPackage(ZipArchive archive, string folder, MediaPackage manifest) => (_archive, _folder, Manifest) = (archive, folder, manifest);

    internal MediaPackage Manifest { get; }

    /// <summary>Null for what is none.</summary>
    internal static async Task<ZippedPackage?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = new BoundedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        try
        {
            bytes.Left = LargestDirectory;
            var archive = new ZipArchive(bytes, ZipArchiveMode.Read);
            var manifest = archive.Entries.Where(entry => s_manifests.Contains(entry.Name)).MinBy(entry => entry.FullName.Length);
            bytes.Left = long.MaxValue;
            if (manifest is not null && MediaPackage.Read(await TextAsync(manifest, cancellationToken)) is { } package)
            {
                return new ZippedPackage(archive, manifest.FullName[..^manifest.Name.Length], package);
            }
        }
        catch (InvalidDataException)
        {
            // It is none.
        }

        await bytes.DisposeAsync();
        return null;
    }

    /// <summary>What the manifest names; null when it isn't there, or can't be read.</summary>
    internal ZipArchiveEntry? Find(string name) => _archive.GetEntry(_folder + name) is { IsEncrypted: false } entry ? entry : null;

    /// <summary>By its own catalog.</summary>
    internal async Task DescribeAsync(CancellationToken cancellationToken)
    {
        if (Manifest.Catalog is { } name && Find(name) is { } catalog)
        {
            Manifest.Describe(await TextAsync(catalog, cancellationToken));
        }
    }

    public void Dispose() => _archive.Dispose();

    private static async Task<string?> TextAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        await using var content = await entry.OpenAsync(cancellationToken);
        var buffer = new byte[LongestManifest];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        using var reader = new StreamReader(new MemoryStream(buffer, 0, length));
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
