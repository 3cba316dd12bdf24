using System.Globalization;

namespace Lectern.Core.Captions;

/// <summary>The languages in which the speech program can be told to listen, and what they call themselves.</summary>
public static class SpokenLanguages
{
    // What Whisper knows by a code that is its BCP 47 tag as well; it calls Javanese otherwise.
    private static readonly string[] Tags =
    [
        .. ("af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja ka kk km kn ko "
            + "la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr "
            + "tt uk ur uz vi yi yo zh").Split(' '),
    ];

    /// <summary>Those that have a name here, in the order of their names.</summary>
    public static IReadOnlyList<SpokenLanguage> All { get; } =
        [.. Tags.Select(tag => new SpokenLanguage(tag, NameOf(tag))).Where(language => language.Name != language.Tag).OrderBy(language => language.Name, StringComparer.InvariantCultureIgnoreCase)];

    public static bool Contains(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>The language's own name, as it stands in a list; the tag where nobody knows one.</summary>
    public static string NameOf(string tag)
    {
        try
        {
            var name = CultureInfo.GetCultureInfo(tag, predefinedOnly: true).NativeName;
            return string.Concat(name[..1].ToUpper(CultureInfo.InvariantCulture), name[1..]);
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}

/// <param name="Tag">BCP 47.</param>
public sealed record SpokenLanguage(string Tag, string Name);
