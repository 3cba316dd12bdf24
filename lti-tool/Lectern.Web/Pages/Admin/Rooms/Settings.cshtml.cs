using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>What a room is called, what is recorded there, and how fast it may upload.</summary>
public sealed class SettingsModel(ReadRooms rooms, ChangeRoom change) : OperatorPage
{
    private const int NewRows = 2;
    private const long Mega = 1_000_000;

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public SettingsForm Form { get; private set; } = null!;

    public string? Fault { get; private set; }

    /// <summary>What the room's machine could record from.</summary>
    public IReadOnlyList<FoundInput> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await rooms.FindAsync(id, cancellationToken) is not { Room: var room } now)
        {
            return Refuse(Refusals.NoSuchPage, whole: true);
        }

        Found = now.Device?.ReadFoundInputs() ?? [];

        return Show(id, room.Name, new SettingsForm
        {
            Name = room.Name,
            Building = room.Building,
            TimeZone = room.TimeZone,
            MegabitsPerSecond = room.BytesPerSecond * 8m / Mega,
            SendsPictures = room.SendsPictures,
            Sources = [.. room.Sources.OrderBy(source => source.Place).Select(SourceForm.Of)],
        });
    }

    public async Task<IActionResult> OnPostAsync(Guid id, [FromForm] SettingsForm form, CancellationToken cancellationToken)
    {
        var fault = ModelState.IsValid ? await change.RunAsync(id, form.ToEntry(), OperatorPolicy.Actor, cancellationToken) : RoomFault.SourceValues;
        if (fault is null)
        {
            return Redirect($"/admin/rooms/{id}");
        }

        Fault = Say.TextOf(fault.Value);
        Found = (await rooms.FindAsync(id, cancellationToken))?.Device?.ReadFoundInputs() ?? [];
        return fault == RoomFault.NotThere ? Refuse(Refusals.NoSuchPage, whole: true) : Show(id, form.Name ?? "", form);
    }

    private PageResult Show(Guid id, string name, SettingsForm form)
    {
        (Id, Name, Form) = (id, name, form);
        form.Sources.AddRange(Enumerable.Range(0, NewRows).Select(_ => new SourceForm()));
        return Page();
    }

    public sealed class SettingsForm
    {
        public string? Name { get; set; }
        public string? Building { get; set; }
        public string? TimeZone { get; set; }
        public decimal? MegabitsPerSecond { get; set; }
        public bool SendsPictures { get; set; }
        public List<SourceForm> Sources { get; set; } = [];

        internal RoomEntry ToEntry() => new(
            Name, Building, TimeZone?.Trim(), MegabitsPerSecond is { } rate ? (long)(rate * Mega / 8) : null, SendsPictures, [.. Sources.Where(source => !string.IsNullOrWhiteSpace(source.Name)).Select(source => source.ToSettings())]);
    }

    public sealed class SourceForm
    {
        public string? Name { get; set; }
        public SourceRole Role { get; set; }
        public string? Profile { get; set; }
        public string? Device { get; set; }
        public int Width { get; set; } = 1920;
        public int Height { get; set; } = 1080;
        public int FrameRate { get; set; } = 30;

        internal static SourceForm Of(RoomSource source) => new()
        {
            Name = source.Name,
            Role = source.Role,
            Profile = source.Profile,
            Device = source.Device,
            Width = source.Width,
            Height = source.Height,
            FrameRate = source.FrameRate,
        };

        internal SourceSettings ToSettings() => new()
        {
            Name = Name!.Trim(),
            Role = Role,
            Profile = Profile?.Trim() ?? "",
            Device = string.IsNullOrWhiteSpace(Device) ? null : Device.Trim(),
            Width = Width,
            Height = Height,
            FrameRate = FrameRate,
        };
    }
}
