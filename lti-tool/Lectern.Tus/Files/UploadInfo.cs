using System.Text.Json;

namespace Lectern.Tus.Files;

/// <summary>The info file: written once, complete or not at all.</summary>
internal sealed record UploadInfo(string Owner, long? Length, string Metadata, DateTimeOffset CreatedAt)
{
    public static UploadInfo Of(TusUpload upload) => new(upload.Owner, upload.Length, upload.Metadata.Header, upload.CreatedAt);

    /// <summary>Null when the upload is not there.</summary>
    public static UploadInfo? TryRead(UploadFiles files)
        => DurableFile.TryRead(files.Info) is { } bytes ? JsonSerializer.Deserialize<UploadInfo>(bytes)?.WithLength(files) : null;

    public void Write(UploadFiles files) => DurableFile.Write(files.New, files.Info, JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>For an upload that began without a length; to be called once.</summary>
    public static void WriteLength(UploadFiles files, long length) => DurableFile.Write(files.New, files.Length, JsonSerializer.SerializeToUtf8Bytes(length));

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

    private UploadInfo WithLength(UploadFiles files)
        => Length is null && DurableFile.TryRead(files.Length) is { } bytes ? this with { Length = JsonSerializer.Deserialize<long>(bytes) } : this;
}
