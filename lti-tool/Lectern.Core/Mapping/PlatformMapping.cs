using Lectern.Lti.Launch;

namespace Lectern.Core.Mapping;

/// <summary>How one platform's launches are read.</summary>
public sealed class PlatformMapping(IEnumerable<MappingChoice> choices)
{
    private readonly Dictionary<MappedKey, MappingSource> _chosen = choices
        .Select(choice => (choice.Key, Source: MappingSource.Parse(choice.Source)))
        .Where(choice => choice.Source is not null)
        .ToDictionary(choice => choice.Key, choice => choice.Source!);

    /// <summary>What was chosen; null where the defaults hold.</summary>
    public MappingSource? ChosenFor(MappedKey key) => _chosen.GetValueOrDefault(key);

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<MappingSource> SourcesOf(MappedKey key) => ChosenFor(key) is { } chosen ? [chosen] : MappingDefaults.Of(key);

    public string? Read(LtiLaunch lti, MappedKey key) => SourcesOf(key).Select(source => source.Read(lti)).FirstOrDefault(value => value is not null);

    public IReadOnlyList<string>? ReadList(LtiLaunch lti, MappedKey key) => SourcesOf(key).Select(source => source.ReadList(lti)).FirstOrDefault(value => value is not null);

    /// <summary>Courses this one was copied from.</summary>
    public ContextHistory? ReadHistory(LtiLaunch lti) =>
        SourcesOf(MappedKey.CourseHistory).Select(source => source.Parameter is { } parameter ? lti.ReadHistory(parameter) : null).FirstOrDefault(history => history is not null);

    /// <summary>Whether the person's sections are to be asked of the platform's services, since the launch itself does not tell them.</summary>
    public bool AsksGroups(LtiLaunch lti) => ReadList(lti, MappedKey.SectionIds) is null && SourcesOf(MappedKey.SectionIds).Contains(MappingSource.Groups);
}
