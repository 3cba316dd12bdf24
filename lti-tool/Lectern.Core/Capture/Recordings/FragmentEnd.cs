using Lectern.Contracts.Recordings;

namespace Lectern.Core.Capture.Recordings;

internal static class FragmentEnd
{
    /// <summary>The byte behind it.</summary>
    internal static long End(this Fragment fragment) => fragment.Offset + fragment.Length;
}
