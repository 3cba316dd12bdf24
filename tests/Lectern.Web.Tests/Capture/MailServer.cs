using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lectern.Web.Tests.Capture;

/// <summary>A mail server that speaks as much SMTP as a client needs, keeps what it took, and refuses when it is told to.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailServer()
    {
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<(string To, string Text)> Taken { get; } = [];

    public bool Refuses { get; set; }

    /// <summary>Whether it lets nobody in.</summary>
    public bool HangsUp { get; set; }

    public void Dispose() => _listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await (HangsUp ? Task.CompletedTask : SpeakAsync(client.GetStream()));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task SpeakAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 here");
        var to = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
            {
                to = line.Split('<', '>')[1];
            }

            await writer.WriteLineAsync(verb switch
            {
                "EHLO" => "250-here\r\n250 8BITMIME",
                "RCPT" when Refuses => "451 not now",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 yes",
            });
            if (verb == "DATA")
            {
                Taken.Enqueue((to, await ReadMailAsync(reader)));
                await writer.WriteLineAsync("250 taken");
            }
            else if (verb == "QUIT")
            {
                return;
            }
        }
    }

    private static async Task<string> ReadMailAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }
}
