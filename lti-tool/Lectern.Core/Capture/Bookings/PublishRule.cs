namespace Lectern.Core.Capture.Bookings;

/// <summary>When a recording's video is shown to those it is for.</summary>
public enum PublishRule
{
    /// <summary>When somebody publishes it.</summary>
    Draft,

    /// <summary>As soon as it plays.</summary>
    AtOnce,

    /// <summary>Some hours after its end.</summary>
    AfterHours,

    /// <summary>When its captions are ready.</summary>
    AfterCaptions,
}
