using System.Diagnostics.CodeAnalysis;
using Lectern.Ffmpeg.Probing;
using Lectern.Transcode.Planning;

namespace Lectern.Transcode;

/// <summary>Exactly one of three: the result, a fault of the file, or a refusal to use the source's pictures as they are.</summary>
public sealed record TranscodeOutcome
{
    private TranscodeOutcome()
    {
    }

    /// <summary>The result.</summary>
    public Transcoded? Transcoded { get; private init; }

    /// <summary>What is wrong with the file.</summary>
    public MediaFault? Fault { get; private init; }

    /// <summary>Why a plan that copies cannot be used; one that encodes still can.</summary>
    public CopyRefusal? Refusal { get; private init; }

    /// <summary>Whether there is a result.</summary>
    [MemberNotNullWhen(true, nameof(Transcoded))]
    public bool IsDone => Transcoded is not null;

    /// <summary>There is a result.</summary>
    public static TranscodeOutcome Done(Transcoded transcoded) => new() { Transcoded = transcoded };

    /// <summary>The file cannot be used.</summary>
    public static TranscodeOutcome Faulty(MediaFault fault) => new() { Fault = fault };

    /// <summary>The source's pictures cannot be used as they are.</summary>
    public static TranscodeOutcome Refused(CopyRefusal refusal) => new() { Refusal = refusal };
}
