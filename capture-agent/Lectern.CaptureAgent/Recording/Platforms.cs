namespace Lectern.CaptureAgent.Recording;

[Flags]
internal enum Platforms
{
    Linux = 1,
    Windows = 2,
    Any = Linux | Windows,
}
