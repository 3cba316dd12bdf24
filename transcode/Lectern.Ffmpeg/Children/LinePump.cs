using System.Buffers;
using System.Text;

namespace Lectern.Ffmpeg.Children;

/// <summary>
/// Cuts a pipe into lines at \n, \r or both. Unlike a text reader's, its memory is bounded: a flood without line ends comes in pieces.
/// </summary>
internal static class LinePump
{
    internal const int LongestLine = 8 * 1024;

    public static async Task RunAsync(Stream pipe, Action<string> onLine, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(pipe, new UTF8Encoding(false), false, 4096, leaveOpen: true);
        var buffer = ArrayPool<char>.Shared.Rent(4096);
        var line = new StringBuilder();
        try
        {
            int read;
            while ((read = await reader.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                Cut(buffer.AsSpan(0, read), line, onLine);
            }

            Flush(line, onLine);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static void Cut(ReadOnlySpan<char> text, StringBuilder line, Action<string> onLine)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOfAny('\n', '\r');
            var room = LongestLine - line.Length;
            var take = Math.Min(end < 0 ? text.Length : end, room);
            line.Append(text[..take]);
            var atEnd = take == end;
            if (atEnd || line.Length == LongestLine)
            {
                Flush(line, onLine);
            }

            text = text[(atEnd ? take + 1 : take)..];
        }
    }

    private static void Flush(StringBuilder line, Action<string> onLine)
    {
        if (line.Length == 0)
        {
            return;
        }

        onLine(line.ToString());
        line.Clear();
    }
}
