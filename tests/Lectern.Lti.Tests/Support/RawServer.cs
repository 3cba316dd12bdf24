using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lectern.Lti.Tests.Support;

/// <summary>A server on a free port of this machine that says whatever the test wants, byte by byte.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<NetworkStream, CancellationToken, Task> talk;
    private readonly Task accepting;
    private int connections;

    public RawServer(Func<NetworkStream, CancellationToken, Task> talk)
    {
        this.talk = talk;
        listener.Start();
        accepting = AcceptAsync();
    }

    public RawServer(string response)
        : this((stream, cancellationToken) => stream.WriteAsync(Encoding.ASCII.GetBytes(response), cancellationToken).AsTask())
    {
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => connections;

    public ConcurrentQueue<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                await AnswerAsync(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        try
        {
            var stream = connection.GetStream();
            var buffer = new byte[8192];
            var read = await stream.ReadAsync(buffer, stopping.Token);
            Requests.Enqueue(Encoding.ASCII.GetString(buffer, 0, read));
            await talk(stream, stopping.Token);
            connection.Client.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // The client hung up.
        }
    }
}
