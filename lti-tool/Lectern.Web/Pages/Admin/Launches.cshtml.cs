using Lectern.Core.Capture.Rooms;
using Lectern.Core.LaunchLog;
using Lectern.Core.Platforms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.Web.Pages.Admin;

/// <summary>Who launched from where, and what was refused and why; people are masked.</summary>
public sealed class LaunchesModel(ReadLaunchLog log, PlatformSettings settings, ReadRooms rooms) : OperatorPage
{
    private const int OnePart = 50;
    private const int LastPart = 1000;

    public IReadOnlyList<LaunchView> Launches { get; private set; } = [];

    public AdminTabs Tabs { get; private set; } = null!;

    public IReadOnlyList<Platform> Platforms { get; private set; } = [];

    public Guid? Platform { get; private set; }

    public bool OnlyRefused { get; private set; }

    public string? Search { get; private set; }

    public int Part { get; private set; }

    public bool HasMore { get; private set; }

    public bool IsFiltered => Platform is not null || OnlyRefused || !string.IsNullOrWhiteSpace(Search);

    public async Task OnGetAsync(Guid? platform, string? show, string? search, int part, CancellationToken cancellationToken)
    {
        (Platform, OnlyRefused, Search, Part) = (platform, show == "refused", search, Math.Clamp(part, 0, LastPart));
        Platforms = await settings.ListAsync(cancellationToken);
        Tabs = new AdminTabs("launches", Platforms.Count, await rooms.CountAsync(cancellationToken));
        var found = await log.ListAsync(new LaunchLogQuery(platform, OnlyRefused, search, Part * OnePart, OnePart + 1), cancellationToken);
        var names = Platforms.ToDictionary(one => one.Id, one => one.Name);
        HasMore = found.Count > OnePart;
        Launches = [.. found.Take(OnePart).Select(record => new LaunchView(record, record.PlatformId is { } id ? names.GetValueOrDefault(id) : null))];
    }

    public string AddressOf(int part) => QueryHelpers.AddQueryString("/admin/launches", new Dictionary<string, string?>
    {
        ["platform"] = Platform?.ToString(),
        ["show"] = OnlyRefused ? "refused" : null,
        ["search"] = string.IsNullOrWhiteSpace(Search) ? null : Search,
        ["part"] = part == 0 ? null : part.ToString(System.Globalization.CultureInfo.InvariantCulture),
    });
}
