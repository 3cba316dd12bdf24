using System.Text;

namespace Lectern.Core.Capture.Timetables;

/// <summary>A content line (RFC 5545 §3.1): <c>NAME;PARAM=…:value</c>.</summary>
internal sealed record CalendarLine(string Name, string Parameters, string Value)
{
    public string? Parameter(string name)
    {
        foreach (var parameter in Split(Parameters, ';').Select(one => one.Split('=', 2)))
        {
            if (parameter.Length == 2 && parameter[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter[1].Trim('"');
            }
        }

        return null;
    }

    /// <summary>The value of a text property (§3.3.11) as people read it.</summary>
    public string Text()
    {
        var text = new StringBuilder(Value.Length);
        for (var n = 0; n < Value.Length; n++)
        {
            text.Append(Value[n] != '\\' || n + 1 == Value.Length ? Value[n] : Value[++n] is 'n' or 'N' ? ' ' : Value[n]);
        }

        return text.ToString().Trim();
    }

    public CalendarLine With(string name, string value) =>
        this with { Parameters = string.Join(';', Split(Parameters, ';').Where(one => one.Length > 0 && !one.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase)).Append($"{name}={value}")) };

    public override string ToString() => Parameters.Length > 0 ? $"{Name};{Parameters}:{Value}" : $"{Name}:{Value}";

    /// <summary>All lines of a calendar, unfolded; what is none is left out.</summary>
    public static IReadOnlyList<CalendarLine> All(string text)
    {
        var lines = new List<StringBuilder>();
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length > 0 && line[0] is ' ' or '\t' && lines.Count > 0)
            {
                lines[^1].Append(line, 1, line.Length - 1);
            }
            else if (line.Length > 0)
            {
                lines.Add(new StringBuilder(line));
            }
        }

        return [.. lines.Select(line => Of(line.ToString())).OfType<CalendarLine>()];
    }

    private static CalendarLine? Of(string line)
    {
        var parts = Split(line, ':', 2);
        if (parts.Count < 2)
        {
            return null;
        }

        var head = Split(parts[0], ';', 2);
        return new CalendarLine(head[0].Trim().ToUpperInvariant(), head.Count > 1 ? head[1] : "", parts[1]);
    }

    // Not within quotes.
    private static List<string> Split(string text, char at, int most = int.MaxValue)
    {
        var (parts, from, isQuoted) = (new List<string>(), 0, false);
        for (var n = 0; n < text.Length && parts.Count < most - 1; n++)
        {
            isQuoted ^= text[n] == '"';
            if (text[n] == at && !isQuoted)
            {
                parts.Add(text[from..n]);
                from = n + 1;
            }
        }

        parts.Add(text[from..]);
        return parts;
    }
}
