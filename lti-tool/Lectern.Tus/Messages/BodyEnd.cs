namespace Lectern.Tus.Messages;

/// <summary>Why a body gave no more bytes.</summary>
internal enum BodyEnd
{
    /// <summary>It was over, or the upload was full.</summary>
    Finished,

    /// <summary>The connection broke.</summary>
    Cut,

    /// <summary>A newer request asked for the lock.</summary>
    TakenOver,

    /// <summary>A hook stopped the upload.</summary>
    Stopped,
}
