using System.Text.Json;

namespace Lectern.Tus.Files;

/// <summary>The info file: written once, complete or not at all.</summary>
internal sealed record UploadInfo(string Owner, long Length, string Metadata, DateTimeOffset CreatedAt)
{
    public static UploadInfo Of(TusUpload upload) => new(upload.Owner, upload.Length, upload.Metadata.Header, upload.CreatedAt);

    /// <summary>Null when the upload is not there.</summary>
    public static UploadInfo? TryRead(UploadFiles files)
    {
        try
        {
            return JsonSerializer.Deserialize<UploadInfo>(File.ReadAllBytes(files.Info));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>After this the upload survives a power loss: content first, then the name, then the folder that holds the name.</summary>
    public void Write(UploadFiles files)
    {
        using (var handle = File.OpenHandle(files.NewInfo, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(handle, JsonSerializer.SerializeToUtf8Bytes(this), 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(files.NewInfo, files.Info, overwrite: false);
        FolderFlush.Flush(Path.GetDirectoryName(files.Info)!);
    }

    public TusUpload ToUpload(Guid id, OffsetMark mark) => new()
    {
        Id = id,
        Owner = Owner,
        Length = Length,
        Metadata = TusMetadata.TryParse(Metadata) ?? throw new InvalidDataException($"The info file of upload {id:N} holds unreadable metadata."),
        CreatedAt = CreatedAt,
        TouchedAt = mark.At,
        Offset = mark.Offset,
        Completed = mark.Completed,
    };
}
