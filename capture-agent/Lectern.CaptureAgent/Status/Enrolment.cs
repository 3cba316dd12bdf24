using System.Runtime.InteropServices;
using System.Text.Json;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Status;

/// <summary>Makes this machine a room's device. The key is kept before it is told of, so that the same code may be tried again after anything.</summary>
internal sealed class Enrolment(AgentFolder folder, DeviceStore store, Tool tool, TimeProvider clock)
{
    /// <returns>What the machine is now, or why it is not.</returns>
    public async Task<(EnrolAnswer? Enrolled, string? Problem)> RunAsync(Uri server, string code, CancellationToken cancellationToken)
    {
        if (server.Scheme != Uri.UriSchemeHttps && !(server.Scheme == Uri.UriSchemeHttp && server.IsLoopback))
        {
            return (null, "The server's address has to begin with https://.");
        }

        folder.Create();
        var key = Prepare(server, code);
        var request = new EnrolRequest(code, DeviceKey.HashOf(key), Environment.MachineName, RuntimeInformation.OSDescription, AgentVersion.Text);
        var answer = await tool.EnrolAsync(server, request, cancellationToken);
        if (answer.Read(CaptureJson.Default.EnrolAnswer) is not { } enrolled)
        {
            return (null, $"{answer.Code} {answer.Text ?? $"The server answered {answer.Status}."}".Trim());
        }

        ForgetOtherRoom(enrolled.Room);
        store.Write(new DeviceFile
        {
            Server = server,
            Device = enrolled.Device,
            Room = enrolled.Room,
            RoomName = enrolled.RoomName,
            Key = key,
            KeySince = clock.GetUtcNow(),
        });
        File.Delete(folder.Enrolment);
        return (enrolled, null);
    }

    // Its settings and bookings are not this room's; what was recorded there stays, and is brought to the tool all the same.
    private void ForgetOtherRoom(Guid room)
    {
        if (store.Read() is { } before && before.Room != room)
        {
            File.Delete(folder.Settings);
            File.Delete(folder.Schedule);
        }
    }

    private string Prepare(Uri server, string code)
    {
        if (ReadBegun() is { } begun && begun.Server == server && begun.Code == code)
        {
            return begun.Key;
        }

        var made = new EnrolmentFile(server, code, DeviceKey.Create());
        DurableFile.ReplaceSecret(folder.Enrolment, JsonSerializer.SerializeToUtf8Bytes(made, AgentJson.Default.EnrolmentFile));
        return made.Key;
    }

    private EnrolmentFile? ReadBegun()
    {
        try
        {
            return File.Exists(folder.Enrolment) ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.Enrolment), AgentJson.Default.EnrolmentFile) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
