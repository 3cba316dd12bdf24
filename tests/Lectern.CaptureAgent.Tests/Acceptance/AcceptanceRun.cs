using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;
using Lectern.Ffmpeg.Fragments;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Acceptance;

/// <summary>
/// One working day of the real program, in three quarters of a minute: recorded by hand, booked, cut off, killed, over https throughout. What became of it is then
/// looked at from all sides.
/// </summary>
public sealed class AcceptanceRun : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly TempFolder uploads = new();
    private readonly X509Certificate2 certificate = NewCertificate();
    private readonly ToolServer server;
    private AgentProcess? agent;

    public AcceptanceRun()
    {
        Memory = new ToolMemory(uploads.Path) { Code = "K7QM-2XHB", Settings = new AgentSettings { Version = "1", Room = "A 101", Sources = [Room.Slides, Room.Sound] } };
        server = new ToolServer(Memory, certificate);
    }

    internal ToolMemory Memory { get; }

    internal Uri Server => server.Address;

    internal AgentStatus Online { get; private set; } = null!;

    internal ScheduledBooking First { get; private set; } = null!;

    internal ScheduledBooking Second { get; private set; } = null!;

    /// <summary>In its midst the network went.</summary>
    internal ScheduledBooking Cut { get; private set; } = null!;

    /// <summary>From before its start to after its end there was no network.</summary>
    internal ScheduledBooking Alone { get; private set; } = null!;

    /// <summary>In its midst the slides' signal became another, and then the power went.</summary>
    internal ScheduledBooking Rough { get; private set; } = null!;

    /// <summary>Recordings that the tool had heard of when the network came back.</summary>
    internal int HeardOfAlone { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The agent is told whom to trust in Linux' way.");
        await server.StartAsync();
        var key = DeviceKey.Create();
        Memory.Keys.Add(DeviceKey.HashOf(key));
        new DeviceStore(new AgentFolder(folder.Path)).Write(new DeviceFile
        {
            Server = server.Address, Device = Memory.Device, Room = Guid.Empty, RoomName = "A 101", Key = key, KeySince = Room.Now,
        });
        await File.WriteAllTextAsync(folder.File("trusted.pem"), certificate.ExportCertificatePem());
        Start();

        await Room.UntilAsync(() => Memory.Status is not null);
        Online = Memory.Status!;
        await RecordByHandAsync();
        Book();
        await LoseTheNetworkAsync();
        await ChangeTheSignalAsync();
        await LoseThePowerAsync();
        await Room.UntilAsync(() => Memory.Ended.Count == 6, 40);
        Assert.Equal(0, await agent!.StopAsync());
    }

    public async ValueTask DisposeAsync()
    {
        agent?.Dispose();
        await server.DisposeAsync();
        certificate.Dispose();
        uploads.Dispose();
        folder.Dispose();
    }

    internal Guid RecordingOf(ScheduledBooking? booking) => Assert.Single(Memory.Recordings, told => told.Value.Booking == booking?.Id).Key;

    /// <summary>The parts of a source, as the tool holds them.</summary>
    internal IReadOnlyList<byte[]> PartsOf(Guid recording, string source) =>
        [.. Memory.Verified.Where(part => part.Key.Recording == recording && part.Key.Source == source).OrderBy(part => part.Key.Part).Select(part => part.Value)];

    internal double SecondsOf(ScheduledBooking booking, string source) =>
        PartsOf(RecordingOf(booking), source).Sum(part => new FragmentReader().Append(part).Sum(piece => piece.Duration));

    private void Start() => agent = AgentProcess.Start(new AgentFolder(folder.Path), ("SSL_CERT_FILE", folder.File("trusted.pem")));

    private async Task RecordByHandAsync()
    {
        Memory.Orders.Add(new Order(Guid.CreateVersion7(), OrderKind.Start, 30, "Rehearsal"));
        await Room.UntilAsync(() => Memory.Recordings.Count == 1);
        await Task.Delay(1500);
        Memory.Orders.Add(new Order(Guid.CreateVersion7(), OrderKind.Stop));
    }

    // One after the other without a break, so that the encoders start once.
    private void Book()
    {
        First = Room.Booking(4, 7);
        Second = First with { Id = Guid.CreateVersion7(), Start = First.End, End = First.End.AddSeconds(3) };
        Cut = First with { Id = Guid.CreateVersion7(), Start = Second.End, End = Second.End.AddSeconds(4) };
        Alone = First with { Id = Guid.CreateVersion7(), Start = Cut.End, End = Cut.End.AddSeconds(3) };
        Rough = First with { Id = Guid.CreateVersion7(), Start = Alone.End, End = Alone.End.AddMinutes(5) };
        Memory.Schedule = new Schedule("2", [First, Second, Cut, Alone, Rough]);
    }

    private async Task LoseTheNetworkAsync()
    {
        await UntilAsync(Cut.Start.AddSeconds(1.5));
        await server.StopAsync();
        await UntilAsync(Cut.Start.AddSeconds(3));
        await server.StartAsync();

        await UntilAsync(Alone.Start.AddSeconds(-0.5));
        await server.StopAsync();
        await UntilAsync(Alone.End.AddSeconds(0.5));
        HeardOfAlone = Memory.Recordings.Count(told => told.Value.Booking == Alone.Id);
        await server.StartAsync();
    }

    // An agent that heard nothing for a while comes back when its patience is over, so nothing here goes by the clock.
    private async Task ChangeTheSignalAsync()
    {
        await UntilAsync(Rough.Start.AddSeconds(1));
        var fetched = FetchedSettings;
        Memory.Settings = Memory.Settings with { Version = "2", Sources = [Room.Slides with { Width = 640, Height = 360 }, Room.Sound] };
        await Room.UntilAsync(() => FetchedSettings > fetched, 40);
        await Task.Delay(4000);
    }

    private async Task LoseThePowerAsync()
    {
        await agent!.KillAsync();
        agent.Dispose();
        Start();
        await Task.Delay(6000);
        Rough = Rough with { End = Room.Now.AddSeconds(3) };
        Memory.Schedule = new Schedule("3", [Rough]);
    }

    private int FetchedSettings => server.Seen.Count(request => request == $"GET {CapturePaths.Settings}");

    private static Task UntilAsync(DateTimeOffset moment) => Task.Delay(moment > Room.Now ? moment - Room.Now : TimeSpan.Zero);

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Lectern's tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var made = request.CreateSelfSigned(Room.Now.AddDays(-1), Room.Now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
