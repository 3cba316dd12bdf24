using Lectern.Lti.Launch;

namespace Lectern.Core.Mapping;

/// <summary>Where a key is read from. Its text is what the database keeps: <c>custom.</c> and a parameter's name, or one of the names below.</summary>
public sealed record MappingSource
{
    private const string ParameterPrefix = "custom.";

    private MappingSource(string text) => Text = text;

    /// <summary>No launch is asked: what an import or an administrator says holds.</summary>
    public static MappingSource Nothing { get; } = new("nothing");

    /// <summary>The platform's groups: its groups service, or else its member list.</summary>
    public static MappingSource Groups { get; } = new("groups");

    public static MappingSource ContextId { get; } = new("context.id");

    public static MappingSource ContextLabel { get; } = new("context.label");

    public static MappingSource ContextTitle { get; } = new("context.title");

    public static MappingSource CourseSection { get; } = new("lis.course_section_sourcedid");

    public static MappingSource CourseOffering { get; } = new("lis.course_offering_sourcedid");

    /// <summary>Those that every launch may hold, whatever was agreed with the platform.</summary>
    public static IReadOnlyList<MappingSource> Claims { get; } = [ContextId, ContextLabel, ContextTitle, CourseSection, CourseOffering];

    public string Text { get; }

    /// <summary>The custom parameter's name; null for other sources.</summary>
    public string? Parameter => Text.StartsWith(ParameterPrefix, StringComparison.Ordinal) ? Text[ParameterPrefix.Length..] : null;

    public static MappingSource OfParameter(string name) => new(ParameterPrefix + name);

    /// <summary>Null when the text names none.</summary>
    public static MappingSource? Parse(string? text) =>
        text?.StartsWith(ParameterPrefix, StringComparison.Ordinal) == true
            ? IsName(text[ParameterPrefix.Length..]) ? new(text) : null
            : Claims.Append(Groups).Append(Nothing).FirstOrDefault(one => one.Text == text);

    /// <summary>What the launch says; null when it says nothing.</summary>
    public string? Read(LtiLaunch lti) =>
        Parameter is { } parameter ? lti.Custom.GetValueOrDefault(parameter)
        : this == ContextId ? lti.Context?.Id
        : this == ContextLabel ? lti.Context?.Label
        : this == ContextTitle ? lti.Context?.Title
        : this == CourseSection ? lti.Lis.CourseSectionSourcedId
        : this == CourseOffering ? lti.Lis.CourseOfferingSourcedId
        : null;

    /// <summary>The single values of it: a parameter may hold several, a claim is one.</summary>
    public IReadOnlyList<string>? ReadList(LtiLaunch lti) =>
        Parameter is { } parameter ? lti.ReadIds(parameter) : Read(lti) is { } value ? [value] : null;

    public override string ToString() => Text;

    private static bool IsName(string name) => name is { Length: > 0 and <= 100 } && name.All(letter => letter is > ' ' and <= '~');
}
