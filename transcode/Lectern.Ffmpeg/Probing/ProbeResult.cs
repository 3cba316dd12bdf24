using System.Diagnostics.CodeAnalysis;

namespace Lectern.Ffmpeg.Probing;

/// <summary>Either what is inside a file, or why it cannot be used.</summary>
public sealed class ProbeResult
{
    private ProbeResult(MediaProbe? media, MediaFault? fault)
    {
        Media = media;
        Fault = fault;
    }

    /// <summary>What is inside.</summary>
    public MediaProbe? Media { get; }

    /// <summary>Why it cannot be used.</summary>
    public MediaFault? Fault { get; }

    /// <summary>Whether it can be used.</summary>
    [MemberNotNullWhen(true, nameof(Media))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsUsable => Media is not null;

    /// <summary>A usable file.</summary>
    public static ProbeResult Of(MediaProbe media) => new(media, null);

    /// <summary>A file that cannot be used.</summary>
    public static ProbeResult Of(MediaFault fault) => new(null, fault);
}
