using System.Net.Sockets;
using System.Text;
using Lectern.Tus.Files;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Uploads;

/// <summary>A PATCH whose connection breaks in the middle of its body.</summary>
internal static class CutLine
{
    /// <summary>Breaks it when all that was given has reached the server's file, so that what is kept is known.</summary>
    public static async Task SendAsync(LecternApp app, Session session, string path, byte[] given, long said)
    {
        var stop = TestContext.Current.CancellationToken;
        var url = new Uri(app.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, stop);
        var stream = client.GetStream();
        string[] head =
        [
            $"PATCH {path} HTTP/1.1", $"Host: {url.Authority}", $"Authorization: Bearer {session.Token}", "Tus-Resumable: 1.0.0", "Upload-Offset: 0",
            "Content-Type: application/offset+octet-stream", $"Content-Length: {said}", "", "",
        ];
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", head)), stop);
        await stream.WriteAsync(given, stop);
        var file = app.Get<FileTusStore>().PathOf(Tus.IdOf(path));
        while (new FileInfo(file).Length < given.Length)
        {
            await Task.Delay(10, stop);
        }

        client.LingerState = new LingerOption(true, 0);
    }
}
