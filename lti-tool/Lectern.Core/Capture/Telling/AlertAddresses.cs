using System.Net.Mail;

namespace Lectern.Core.Capture.Telling;

/// <summary>Mail addresses as they are kept: one a line.</summary>
internal static class AlertAddresses
{
    internal const int Longest = 4000;
    private const int LongestOne = 320;

    internal static IReadOnlyList<string> Lines(string kept) => kept.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <returns>As they are kept; null where one is none, or there are too many.</returns>
    internal static string? Read(string? typed)
    {
        var addresses = (typed ?? "").Split(['\n', '\r', ',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return addresses.Count <= AlertSettings.MostAddresses && addresses.TrueForAll(one => one.Length <= LongestOne && MailAddress.TryCreate(one, out var read) && read.Address == one)
            ? string.Join('\n', addresses)
            : null;
    }
}
