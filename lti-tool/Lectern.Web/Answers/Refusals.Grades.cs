using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    public static Refusal OnlyGraders { get; } = new(
        "GRD-001",
        StatusCodes.Status403Forbidden,
        "Only teachers see what students watched",
        "Your LMS doesn't say that you teach this course. Whoever looks after the course in the LMS can change that.");

    public static Refusal NoGradeHere { get; } = new(
        "GRD-002",
        StatusCodes.Status404NotFound,
        "This grade belongs to no video of this course",
        "The link it was made for was removed, or never opened. Open the video in the course once, then come back.",
        "circle-help");

    public static Refusal NobodyHere { get; } = new(
        "GRD-003",
        StatusCodes.Status404NotFound,
        "Lectern doesn't know this student here",
        "They have not opened a video of this course yet, or they are no longer in it.",
        "circle-help");

    public static Refusal PointsOutOfRange { get; } = new(
        "GRD-004",
        StatusCodes.Status400BadRequest,
        "Points are a whole number from 1 to {0}",
        "Nothing was changed.");
}
