namespace Lectern.Demo.Lecture;

/// <summary>Something drawn on a slide; numbers are pixels of a 1280 by 720 picture.</summary>
internal abstract record Mark(int X, int Y);

/// <param name="Edge">Thickness of the outline, or <c>fill</c>.</param>
internal sealed record Box(int X, int Y, int Width, int Height, string Color, string Edge = "fill") : Mark(X, Y);

internal sealed record Line(int X, int Y, string Text, int Size, string Color = Ink.Text, string Font = "DejaVuSans") : Mark(X, Y);
