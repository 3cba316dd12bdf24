namespace Lectern.Lti.Grades;

/// <summary>How far the grading is (AGS 2.0 §3.4.8).</summary>
public enum GradingProgress
{
    /// <summary>There is nothing to grade.</summary>
    NotReady,

    /// <summary>Grading failed.</summary>
    Failed,

    /// <summary>Grading goes on without anybody's doing.</summary>
    Pending,

    /// <summary>Somebody has to grade. Canvas makes an ungraded submission of it.</summary>
    PendingManual,

    /// <summary>The score is final. Moodle deletes the grade a person has for any other value.</summary>
    FullyGraded,
}
