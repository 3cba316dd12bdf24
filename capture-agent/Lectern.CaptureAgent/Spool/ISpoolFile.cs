namespace Lectern.CaptureAgent.Spool;

/// <summary>A file of the spool that grows at its end.</summary>
internal interface ISpoolFile : IDisposable
{
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>After this the appended bytes outlive a power cut.</summary>
    void Flush();

    /// <summary>Takes away what lies behind <paramref name="length"/>; flushed when it returns.</summary>
    void Cut(long length);
}
