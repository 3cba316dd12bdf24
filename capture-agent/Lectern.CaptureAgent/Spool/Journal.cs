using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Spool;

/// <summary>A journal's lines as bytes.</summary>
internal static class Journal
{
    private const byte End = (byte)'\n';

    public static byte[] Line(Fragment fragment) => [.. JsonSerializer.SerializeToUtf8Bytes(fragment, CaptureJson.Default.Fragment), End];

    /// <summary>The lines that are whole and follow on each other, with where each ends in the journal. What comes after the first that isn't does not count.</summary>
    public static IReadOnlyList<(Fragment Fragment, int End)> Read(ReadOnlySpan<byte> journal)
    {
        var lines = new List<(Fragment, int)>();
        long length = 0;
        for (var at = 0; TryTake(journal[at..], out var fragment, out var taken) && fragment.Offset == length && fragment.Length > 0;)
        {
            at += taken;
            length += fragment.Length;
            lines.Add((fragment, at));
        }

        return lines;
    }

    public static bool TryTake(ReadOnlySpan<byte> journal, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Fragment? fragment, out int taken)
    {
        fragment = null;
        taken = journal.IndexOf(End) + 1;
        if (taken == 0)
        {
            return false;
        }

        try
        {
            fragment = JsonSerializer.Deserialize(journal[..(taken - 1)], CaptureJson.Default.Fragment);
            return fragment is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
