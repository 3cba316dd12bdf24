using System.Net.Sockets;
using System.Text;

namespace Lectern.Tus.Tests.Host;

/// <summary>A request over a bare socket, whose connection the test holds open or breaks where it likes.</summary>
public sealed class HalfRequest : IDisposable
{
    private readonly TcpClient _client = new();

    private HalfRequest()
    {
    }

    /// <summary>Sends the head of a PATCH that announces <paramref name="size"/> bytes.</summary>
    public static async Task<HalfRequest> PatchAsync(Uri upload, long offset, long size, string owner, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var half = new HalfRequest();
        await half._client.ConnectAsync(upload.Host, upload.Port, cancellationToken);
        await half.SendAsync(Encoding.ASCII.GetBytes(
            $"PATCH {upload.AbsolutePath} HTTP/1.1\r\nHost: {upload.Authority}\r\nTus-Resumable: 1.0.0\r\nX-Owner: {owner}\r\n" +
            $"Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\nContent-Length: {size}\r\n" +
            string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n")) + "\r\n"), cancellationToken);
        return half;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _client.GetStream().WriteAsync(bytes, cancellationToken);

    /// <summary>The status line of the answer.</summary>
    public async Task<string?> StatusLineAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(_client.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync(cancellationToken);
    }

    /// <summary>Ends the connection as a program that closes does.</summary>
    public void Close() => _client.Close();

    /// <summary>Ends the connection as a program that crashes does: bytes on their way may be lost.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
