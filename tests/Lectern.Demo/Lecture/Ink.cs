namespace Lectern.Demo.Lecture;

internal static class Ink
{
    public const string Text = "0x1F2933";
    public const string Title = "0x12355B";
    public const string Rule = "0xC8553D";
    public const string Quiet = "0x6B7785";
    public const string Dark = "0x232734";
    public const string Light = "0xE8EAF0";
    public const string Green = "0x2E7D5B";
    public const string Pale = "0xDCE6F0";
}
