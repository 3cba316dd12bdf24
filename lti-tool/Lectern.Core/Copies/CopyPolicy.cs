namespace Lectern.Core.Copies;

/// <summary>What happens to a course's videos in a copy of it.</summary>
public enum CopyPolicy
{
    /// <summary>The copy plays the same video: no bytes are doubled, and what the copy changes stays in the copy.</summary>
    Reference,

    /// <summary>The copy gets a video of its own: it plays the same one at once, and its own bytes as soon as they are copied.</summary>
    OwnCopy,

    /// <summary>The copy gets nothing until it is asked for and allowed.</summary>
    Nothing,
}
