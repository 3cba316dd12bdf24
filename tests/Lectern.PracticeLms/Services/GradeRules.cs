namespace Lectern.PracticeLms.Services;

/// <summary>Where platforms differ in Assignment and Grade Services.</summary>
internal sealed record GradeRules
{
    private const string ScoreType = "application/vnd.ims.lis.v1.score+json";

    /// <summary>What a score does to the grade that is there.</summary>
    public required ScoreRule Score { get; init; }

    /// <summary>Content types a score may come under.</summary>
    public IReadOnlyList<string> ScoreTypes { get; init; } = [ScoreType];

    /// <summary>The status when the score is for somebody who gets no grades here.</summary>
    public int BadPersonStatus { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>Addresses of columns carry <c>?type_id=</c>.</summary>
    public bool TypeInQuery { get; init; }

    /// <summary>A deep-linked column has the activity's title, whatever label the tool asked for.</summary>
    public bool ColumnsAreCalledLikeActivities { get; init; }

    /// <summary>Renaming a column renames its activity.</summary>
    public bool RenamesActivities { get; init; }

    /// <summary>Dates of columns are kept; else they are echoed and dropped.</summary>
    public bool KeepsDates { get; init; } = true;

    /// <summary>Changing the maximum of a column rescales the grades in it.</summary>
    public bool Rescales { get; init; }

    /// <summary>The paging header has curly quotes and encoded ampersands.</summary>
    public bool BrokenLinks { get; init; }

    /// <summary>Results answer an HTML error page when a limit is asked for.</summary>
    public bool ResultsRefuseLimits { get; init; }

    /// <summary>A column a tool makes can belong to a link; else only deep linking makes such columns.</summary>
    public bool CreatesForLinks { get; init; } = true;

    /// <summary>The status when a column is asked for a link that is not the tool's or not of the course.</summary>
    public int ForeignLinkStatus { get; init; } = StatusCodes.Status404NotFound;

    /// <summary>A column that belongs to a link can be deleted by the tool.</summary>
    public bool DeletesCoupled { get; init; } = true;

    /// <summary>A score is answered with the address of the result.</summary>
    public bool TellsResult { get; init; }

    public static GradeRules Moodle { get; } = new()
    {
        Score = MoodleScores.Apply,
        TypeInQuery = true,
        ColumnsAreCalledLikeActivities = true,
        KeepsDates = false,
        Rescales = true,
        BrokenLinks = true,
        ResultsRefuseLimits = true,
        ForeignLinkStatus = StatusCodes.Status403Forbidden,
    };

    public static GradeRules Canvas { get; } = new()
    {
        Score = CanvasScores.Apply,
        BadPersonStatus = StatusCodes.Status422UnprocessableEntity,
        RenamesActivities = true,
        DeletesCoupled = false,
        TellsResult = true,
    };

    public static GradeRules Blackboard { get; } = new()
    {
        Score = BlackboardScores.Apply,
        ScoreTypes = [ScoreType, "application/vnd.ims.lis.v2.lineitem+json"],
        CreatesForLinks = false,
    };
}
