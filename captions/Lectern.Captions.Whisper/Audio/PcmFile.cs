using System.Runtime.InteropServices;

namespace Lectern.Captions.Whisper.Audio;

/// <summary>
/// The whole sound on disk, 115 MB an hour, so that memory stays flat however long a lecture is. The file has no name once
/// it is open (on Windows it goes with its last handle), so a killed run leaves nothing behind.
/// </summary>
internal sealed class PcmFile : IDisposable
{
    private readonly FileStream file;

    private PcmFile(FileStream file) => this.file = file;

    /// <summary>Samples in it.</summary>
    public long Length => file.Length / Pcm.BytesPerSample;

    /// <summary>Creates it in a folder that has room, such as the output's.</summary>
    public static PcmFile Create(string folder)
    {
        var path = Path.Combine(folder, $".lectern-sound-{Guid.CreateVersion7():N}");
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 16,
            Options = FileOptions.DeleteOnClose,
        });
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return new PcmFile(file);
    }

    public void Append(ReadOnlySpan<short> samples)
    {
        file.Seek(0, SeekOrigin.End);
        file.Write(MemoryMarshal.AsBytes(samples));
    }

    /// <summary>Samples from <paramref name="start"/> on, as floats between -1 and 1; fewer at the end of the file.</summary>
    public int Read(long start, Span<float> samples)
    {
        var bytes = new byte[samples.Length * Pcm.BytesPerSample];
        file.Seek(start * Pcm.BytesPerSample, SeekOrigin.Begin);
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / Pcm.BytesPerSample;
        var values = MemoryMarshal.Cast<byte, short>(bytes);
        for (var i = 0; i < count; i++)
        {
            samples[i] = values[i] / 32768f;
        }

        return count;
    }

    public void Dispose() => file.Dispose();
}
