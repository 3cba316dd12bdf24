namespace Lectern.CaptureAgent.Recording;

internal enum MediaKind
{
    Picture,
    Sound,
}
