using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture;

/// <summary>A machine in a room, as its agent speaks: by the records of the contract alone.</summary>
internal sealed class Machine(LecternApp app) : IDisposable
{
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Url) };

    public string Key { get; set; } = Secret.Create();

    public Guid Id { get; private set; }

    public Guid Room { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A machine that is enrolled for a new room.</summary>
    public static async Task<Machine> InNewRoomAsync(LecternApp app)
    {
        var machine = new Machine(app);
        await machine.EnrolAsync(await NewRoomAsync(app));
        return machine;
    }

    /// <summary>Another machine with the same disk.</summary>
    public Machine Clone() => new(app) { Key = Key, Id = Id, Room = Room };

    public static async Task<Guid> NewRoomAsync(LecternApp app, string timeZone = "Europe/Vienna") =>
        (await app.Get<AddRoom>().RunAsync(Visit.Unique("Hall"), "Main building", timeZone, Actors.Operator, Stop)).Id;

    public static async Task<string> NewCodeAsync(LecternApp app, Guid room, bool standsBy = false) => (await app.Get<InviteDevice>().RunAsync(room, standsBy, Actors.Operator, Stop))!;

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public async Task EnrolAsync(Guid room, bool standsBy = false)
    {
        using var response = await TryEnrolAsync(await NewCodeAsync(app, room, standsBy));
        var answer = await ReadAsync(response, CaptureJson.Default.EnrolAnswer);
        (Id, Room) = (answer.Device, answer.Room);
    }

    public Task<HttpResponseMessage> TryEnrolAsync(string code, string? hash = null, string system = "Debian 13") => Http.PostAsJsonAsync(
        CapturePaths.Enrol, new EnrolRequest(code, hash ?? HashOf(Key), "hall-b-pc", system, "1.0.0"), CaptureJson.Default.EnrolRequest, Stop);

    public Task<HttpResponseMessage> ChangeKeyAsync(string next) =>
        SendAsync(HttpMethod.Put, CapturePaths.Key, JsonContent.Create(new KeyChange(HashOf(next)), CaptureJson.Default.KeyChange));

    public Task<HttpResponseMessage> GetAsync(string path, string? knows = null) => SendAsync(HttpMethod.Get, path, null, knows);

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type)
    {
        using var response = await GetAsync(path);
        return await ReadAsync(response, type);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? knows = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{Id:n}.{Key}");
        if (knows is not null)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{knows}\""));
        }

        return await Http.SendAsync(request, Stop);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type)
    {
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(Stop)}");
        return (await response.Content.ReadFromJsonAsync(type, Stop))!;
    }

    public void Dispose() => Http.Dispose();
}
