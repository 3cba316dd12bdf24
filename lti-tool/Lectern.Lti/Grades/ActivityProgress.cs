namespace Lectern.Lti.Grades;

/// <summary>How far a person is with the work itself (AGS 2.0 §3.4.7).</summary>
public enum ActivityProgress
{
    /// <summary>Not begun, or taken back. Together with <see cref="GradingProgress.NotReady"/> and without a score it deletes a grade on Blackboard.</summary>
    Initialized,

    /// <summary>Begun.</summary>
    Started,

    /// <summary>Under way.</summary>
    InProgress,

    /// <summary>Handed in; may be handed in again.</summary>
    Submitted,

    /// <summary>Done.</summary>
    Completed,
}
