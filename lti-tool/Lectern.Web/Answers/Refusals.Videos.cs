using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    public static Refusal TitleLength { get; } = new(
        "VID-001",
        StatusCodes.Status400BadRequest,
        "A title has 1 to {0} letters",
        "The title was not changed.");

    public static Refusal TooManyChosen { get; } = new(
        "VID-002",
        StatusCodes.Status400BadRequest,
        "At most {0} videos at once",
        "Nothing was changed. Choose fewer and go on with the rest.");

    public static Refusal LanguageUnknown { get; } = new(
        "VID-003",
        StatusCodes.Status400BadRequest,
        "Lectern can't make captions in this language",
        "Nothing was changed. Choose one from the list.");

    public static Refusal EndsBeforeItBegins { get; } = new(
        "VID-004",
        StatusCodes.Status400BadRequest,
        "The end lies before the beginning",
        "Nothing was changed. Choose a later end, or none.");

    public static Refusal ChangedMeanwhile { get; } = new(
        "VID-005",
        StatusCodes.Status409Conflict,
        "Somebody else changed it at the same moment",
        "Nothing of yours was saved. Open the page again to see what they chose.");

    public static Refusal NoOwnCopies { get; } = new(
        "VID-006",
        StatusCodes.Status403Forbidden,
        "The course it was made in gives no copies away",
        "It plays here as before. The teachers of that course can change their rule.");

    public static Refusal TooManyPlaced { get; } = new(
        "LNK-001",
        StatusCodes.Status400BadRequest,
        "At most {0} videos at once",
        "Add the first ones, then open this page again for the rest.");

    public static Refusal OnlyTeachersUpload { get; } = new(
        "UPL-050",
        StatusCodes.Status403Forbidden,
        "Only teachers of this course upload here",
        "Your LMS doesn't say that you teach it.");

    public static Refusal EmptyFile { get; } = new(
        "UPL-051",
        StatusCodes.Status400BadRequest,
        "{0} is empty",
        "Choose the file again.");

    public static Refusal NoMedia { get; } = new(
        "UPL-007",
        StatusCodes.Status415UnsupportedMediaType,
        "This file isn't a video",
        "{0} can't be played. MP4, MOV, MKV, WebM and audio files work.");

    public static Refusal NoSpace { get; } = new(
        "UPL-053",
        StatusCodes.Status507InsufficientStorage,
        "The server has no room left for this file",
        "Your IT desk can make room; what is here already still plays.");

    public static Refusal OverQuota { get; } = new(
        "UPL-054",
        StatusCodes.Status413PayloadTooLarge,
        "This course has used up its space",
        "Delete videos that are no longer needed, or ask your IT desk for more.");
}
