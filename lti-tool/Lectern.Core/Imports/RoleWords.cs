using Lectern.Core.Contexts;

namespace Lectern.Core.Imports;

/// <summary>Roles as files write them: by the words that people read here, or by those of LTI.</summary>
internal static class RoleWords
{
    private static readonly Dictionary<string, CourseRole> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["teacher"] = CourseRole.Instructor,
        ["instructor"] = CourseRole.Instructor,
        ["assistant"] = CourseRole.Assistant,
        ["editor"] = CourseRole.Editor,
        ["student"] = CourseRole.Learner,
        ["learner"] = CourseRole.Learner,
        ["observer"] = CourseRole.Observer,
    };

    /// <summary>Null for a word that names none.</summary>
    internal static CourseRole? Of(string word) => s_words.TryGetValue(word, out var role) ? role : null;

    /// <summary>The word of a report; null for no role.</summary>
    internal static string? NameOf(CourseRole? role) => s_words.FirstOrDefault(word => word.Value == role).Key;
}
