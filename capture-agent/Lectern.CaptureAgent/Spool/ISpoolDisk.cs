namespace Lectern.CaptureAgent.Spool;

/// <summary>
/// All writing to the spool. What returned from here outlives a power cut, but for appended bytes, which do after <see cref="ISpoolFile.Flush"/>.
/// Another disk stands here where a test cuts the power. Reading needs none of this.
/// </summary>
internal interface ISpoolDisk
{
    /// <summary>Bytes free where the spool lies.</summary>
    long FreeBytes { get; }

    void CreateFolder(string path);

    /// <summary>Opens a file at its end; makes it where it is missing.</summary>
    ISpoolFile OpenToAppend(string path);

    /// <summary>Puts content in place of what is there, whole or not at all.</summary>
    void Replace(string path, ReadOnlySpan<byte> content);

    /// <summary>Deletes a file; none is as good.</summary>
    void DeleteFile(string path);

    /// <summary>Deletes a folder and all in it; none is as good.</summary>
    void DeleteFolder(string path);
}
