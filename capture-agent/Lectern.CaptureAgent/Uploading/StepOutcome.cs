namespace Lectern.CaptureAgent.Uploading;

internal enum StepOutcome
{
    /// <summary>There is nothing to do now.</summary>
    Idle,

    /// <summary>The tool answered, and nothing more is kept by it yet: it ends no patience.</summary>
    Prepared,

    /// <summary>The tool keeps more than before.</summary>
    Progress,

    /// <summary>The tool is out of reach, for whatever we want.</summary>
    Unavailable,

    /// <summary>The tool did not take this; something else may go.</summary>
    Refused,

    /// <summary>The tool does not want this one now; it is asked again.</summary>
    Kept,

    /// <summary>The tool does not know the recording, or not any more: it has to be told anew.</summary>
    Unknown,
}
