using Lectern.Core.Storage;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Keys;

/// <summary>The file of the <see cref="RootKey"/>. It is made once, for nobody's eyes but ours, and never replaced.</summary>
public sealed class KeyFile(IOptions<KeyOptions> options, IOptions<StorageOptions> storage)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int LongestFile = 1024;

    private RootKey? _key;

    public string Path => options.Value.PathWith(storage.Value);

    /// <exception cref="OperatorException">It is missing, or can't be read.</exception>
    public RootKey Key => _key ??= TryRead(Path) ?? throw KeyFaults.Missing(Path);

    /// <summary>For an installation that has no encrypted keys yet.</summary>
    public RootKey ReadOrMake()
    {
        _key ??= TryRead(Path);
        if (_key is null)
        {
            Write(Path, RootKey.Create(), replace: false);
        }

        // Another process may have been first: what lies there is the key.
        return Key;
    }

    /// <summary>Null when there is no file.</summary>
    public static RootKey? TryRead(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new StreamReader(file);
            return (file.Length <= LongestFile ? RootKey.Parse(reader.ReadToEnd()) : null) ?? throw KeyFaults.Unreadable(path, "it holds no key of Lectern.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw KeyFaults.Unreadable(path, exception.Message, exception);
        }
    }

    /// <summary>Whole or not at all. Without <paramref name="replace"/> a file that is there stays.</summary>
    public static void Write(string path, RootKey key, bool replace)
    {
        var temporary = $"{path}.{Guid.CreateVersion7():n}";
        try
        {
            DurableFiles.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
            WriteOwnerOnly(temporary, key.Export());
            if (replace)
            {
                DurableFiles.Move(temporary, path);
            }
            else if (!DurableFiles.TryMoveNew(temporary, path))
            {
                File.Delete(temporary);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw KeyFaults.NotMade(path, exception);
        }
    }

    private static void WriteOwnerOnly(string path, string text)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, how);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
