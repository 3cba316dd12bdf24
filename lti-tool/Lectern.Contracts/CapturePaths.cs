namespace Lectern.Contracts;

/// <summary>Where an agent asks, below the tool's public address. All but <see cref="Enrol"/> want <c>Authorization: Bearer {device}.{key}</c>.</summary>
public static class CapturePaths
{
    /// <summary>POST <see cref="Devices.EnrolRequest"/> → <see cref="Devices.EnrolAnswer"/>. Safe to repeat with the same code and key.</summary>
    public const string Enrol = "/capture/enrol";

    /// <summary>PUT <see cref="Devices.KeyChange"/>: the new key is good from then on, the old one until the new one is first used.</summary>
    public const string Key = "/capture/key";

    /// <summary>GET → <see cref="Devices.AgentSettings"/>, with an ETag.</summary>
    public const string Settings = "/capture/settings";

    /// <summary>POST <see cref="Devices.AgentStatus"/> → <see cref="Devices.StatusAnswer"/>.</summary>
    public const string Status = "/capture/status";

    /// <summary>
    /// GET → <see cref="Devices.Orders"/>; waits until there is something that the last answer's ETag, sent as <c>If-None-Match</c>, doesn't stand for, and answers 304 after 25 s.
    /// Without an ETag it waits for an order, or for a change, and answers after 25 s with what there is. POST <see cref="Devices.OrderResult"/>.
    /// </summary>
    public const string Orders = "/capture/orders";

    /// <summary>GET → <see cref="Schedules.Schedule"/>, with its version as ETag.</summary>
    public const string Schedule = "/capture/schedule";

    /// <summary>PUT a JPEG of what a source sees now; <c>/{source}</c> follows.</summary>
    public const string Pictures = "/capture/pictures";

    /// <summary>PUT <see cref="Devices.FoundInputs"/>: what the machine could record from, in place of what it told before.</summary>
    public const string Inputs = "/capture/inputs";

    /// <summary>PUT a zip file of at most <see cref="LargestLog"/> bytes, for an order to send the log. Safe to repeat.</summary>
    public static string LogOf(Guid order) => $"/capture/logs/{order:n}";

    /// <summary>Bytes.</summary>
    public const int LargestLog = 8 << 20;

    /// <summary>GET <c>/{platform}</c> → the newest update file for it: a <see cref="Devices.UpdateHeader"/> and what it signs.</summary>
    public const string Updates = "/capture/updates";

    /// <summary>PUT <see cref="Recordings.RecordingNotice"/> to <c>/{recording}</c> → no content, or <see cref="Recordings.SpareAnswer"/> for who stands by; GET → <see cref="Recordings.RecordingReceipt"/>. See also <see cref="FragmentsOf"/> and <see cref="ManifestOf"/>.</summary>
    public const string Recordings = "/capture/recordings";

    /// <summary>tus 1.0. The metadata of a creation are <c>recording</c>, <c>source</c> and <c>part</c>.</summary>
    public const string Uploads = "/capture/uploads";

    /// <summary>GET → <see cref="Lectern.Contracts.Recordings.PartReceipt"/>; POST <see cref="Lectern.Contracts.Recordings.FragmentLines"/> → the same.</summary>
    public static string FragmentsOf(Guid recording, string source, int part) => $"{Recordings}/{recording:n}/{source}/{part}/fragments";

    /// <summary>PUT <see cref="Lectern.Contracts.Recordings.RecordingManifest"/> → <see cref="Lectern.Contracts.Recordings.RecordingReceipt"/>.</summary>
    public static string ManifestOf(Guid recording) => $"{Recordings}/{recording:n}/manifest";
}
