namespace Lectern.Web.Lti.SelfTest;

/// <summary>One thing that has to work between Lectern and a platform.</summary>
/// <param name="Title">What works or does not.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Remedy">What to switch; null where nothing is to be done.</param>
public sealed record CheckResult(CheckState State, string Title, string Text, Remedy? Remedy = null);

public enum CheckState
{
    Fails,
    ToWatch,
    NotYetKnown,
    Works,
}

/// <param name="What">The switch, in the LMS's own words.</param>
/// <param name="Where">The way to it; null where there is no menu to go through.</param>
/// <param name="Who">Who can.</param>
public sealed record Remedy(string What, string? Where, string Who);
