namespace Lectern.Core.Governance;

/// <summary>Who acts, where it is not a person of an LMS: those are named by their id.</summary>
public static class Actors
{
    /// <summary>Whoever signed in by a link from the console.</summary>
    public const string Operator = "operator";

    /// <summary>Whoever types commands on the server.</summary>
    public const string Console = "console";

    /// <summary>Whoever holds an invitation.</summary>
    public const string Invitation = "invitation";

    /// <summary>A verified launch.</summary>
    public const string Launch = "launch";

    /// <summary>The server, when the time to keep something is over.</summary>
    public const string Retention = "retention";

    /// <summary>A machine that holds the code of a room's page.</summary>
    public const string EnrolmentCode = "enrolment-code";

    /// <summary>The timetable that a room follows.</summary>
    public const string Timetable = "timetable";

    /// <summary>A panel or button that holds the address of a room.</summary>
    public const string Button = "button";

    /// <summary>A machine that records in a room.</summary>
    public static string OfDevice(Guid device) => $"device {device:n}";

    /// <summary>A program that holds a platform's key for imports.</summary>
    public static string OfImportKey(Guid key) => $"import-key {key:n}";

    /// <summary>A person of an LMS.</summary>
    public static string Of(Guid person) => person.ToString("n");
}
