using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Answers;

public static partial class Refusals
{
    public static Refusal SessionEnded { get; } = new(
        "ACC-001",
        StatusCodes.Status401Unauthorized,
        "Open the video again from the course",
        "This page was opened without a sign-in, or the sign-in has ended. Nothing you saved is lost, and an upload goes on where it stopped.");

    /// <summary>It is not there, or not for this launch; which of the two is not said.</summary>
    public static Refusal NotYours { get; } = new(
        "ACC-002",
        StatusCodes.Status403Forbidden,
        "This isn't open to you here",
        "It isn't part of this course, it was taken out, or only those who teach the course may do this. Ask the teacher of this course.");

    public static Refusal NotPublished { get; } = new(
        "ACC-004",
        StatusCodes.Status403Forbidden,
        "This video isn't published yet",
        "Your teacher can publish it. Nothing is wrong with your account.",
        "eye-off");

    public static Refusal NotOpenYet { get; } = new(
        "ACC-005",
        StatusCodes.Status403Forbidden,
        "This video isn't open yet",
        "Your teacher opens it on {0}. Nothing is wrong with your account.",
        "calendar-clock");

    public static Refusal Closed { get; } = new(
        "ACC-003",
        StatusCodes.Status403Forbidden,
        "This video is no longer open",
        "It could be watched until {0}. Your teacher can open it again.",
        "calendar-clock");

    public static Refusal OfAnotherCourse { get; } = new(
        "ACC-011",
        StatusCodes.Status403Forbidden,
        "This video belongs to another course",
        "Its teachers have been asked to let it play here too. Ask the teacher of this course, who may know them.",
        "copy");

    public static Refusal SectionsUnknown { get; } = new(
        "ACC-012",
        StatusCodes.Status403Forbidden,
        "Your LMS doesn't say which sections you are in",
        "It didn't answer in time, so videos for single sections stay closed; all others play. Open this again from the course in a minute, and if it stays so, ask your teacher.",
        "hourglass");

    public static Refusal NoRole { get; } = new(
        "ACC-006",
        StatusCodes.Status403Forbidden,
        "You have no role in this course",
        "Your LMS doesn't say that you teach or study here. Whoever looks after the course in the LMS can add you.");

    public static Refusal OnlyTeachersPlace { get; } = new(
        "ACC-007",
        StatusCodes.Status403Forbidden,
        "Only teachers add videos",
        "Your LMS doesn't say that you teach this course. Whoever looks after the course in the LMS can change that.");

    public static Refusal CodeUnusable { get; } = new(
        "ACC-008",
        StatusCodes.Status403Forbidden,
        "This sign-in can't be used here",
        "Open the video again from the course.");

    public static Refusal NoSuchPage { get; } = new(
        "ACC-009",
        StatusCodes.Status404NotFound,
        "There is no such page",
        "Open Lectern from your course.");

    public static Refusal OnlyLmsAdministrators { get; } = new(
        "ACC-010",
        StatusCodes.Status403Forbidden,
        "Only administrators of the LMS change its settings",
        "Your LMS doesn't say that you look after it. Whoever does can change them.");

    public static Refusal OnlyAdministratorsSeeData { get; } = new(
        "DAT-001",
        StatusCodes.Status403Forbidden,
        "Only administrators of the LMS look after people's data",
        "Open this page from the LMS's own page for personal data, signed in as somebody who looks after the LMS.");

    public static Refusal AddressExpired { get; } = new(
        "MED-001",
        StatusCodes.Status403Forbidden,
        "This address has expired",
        "The page asks for a new one by itself. If you opened it by hand, open the video in the course.");

    public static Refusal AdminLinkUnusable { get; } = new(
        "ADM-001",
        StatusCodes.Status403Forbidden,
        "This sign-in link can't be used",
        "It works once, for ten minutes. Run lectern admin link on the server for a new one.");
}
