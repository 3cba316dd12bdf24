using System.Globalization;
using System.Text;

namespace Lectern.Demo.Lecture;

/// <summary>One state of a slide: boxes and lines of text, in the order drawn.</summary>
internal sealed record Slide(IReadOnlyList<Mark> Marks)
{
    private const string Fonts = "/usr/share/fonts/truetype/dejavu/";

    /// <summary>The filter that draws it. Text goes through files, so that no character of it means anything to the filter.</summary>
    public string Filter(string folder, int number)
    {
        var filter = new StringBuilder();
        for (var i = 0; i < Marks.Count; i++)
        {
            filter.Append(i == 0 ? "" : ",\n").Append(Marks[i] switch
            {
                Box box => string.Create(CultureInfo.InvariantCulture, $"drawbox=x={box.X}:y={box.Y}:w={box.Width}:h={box.Height}:color={box.Color}:t={box.Edge}"),
                Line line => Write(line, Path.Combine(folder, $"text{number:00}-{i:00}.txt")),
                _ => throw new InvalidOperationException("Nothing draws this mark."),
            });
        }

        return filter.ToString();
    }

    private static string Write(Line line, string file)
    {
        File.WriteAllText(file, line.Text);
        return string.Create(CultureInfo.InvariantCulture,
            $"drawtext=fontfile={Fonts}{line.Font}.ttf:textfile={file}:expansion=none:x={line.X}:y={line.Y}:fontsize={line.Size}:fontcolor={line.Color}");
    }
}
