namespace Lectern.PracticeLms.Pages;

/// <summary>Markup that is safe to send: literals of the code as they are, everything put in encoded.</summary>
internal readonly record struct Html(string Text)
{
    public static Html Empty { get; } = new("");

    public static Html Of(HtmlHandler handler) => new(handler.Build());

    public override string ToString() => Text;
}
