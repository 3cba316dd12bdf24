using System.Net;
using System.Net.Sockets;

namespace Lectern.Tus.Tests.Host;

/// <summary>A way to the server that breaks, once for each entry, after so many bytes of one connection; then it holds.</summary>
public sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly Queue<long> _cuts;
    private readonly Task _running;

    public CutProxy(Uri target, params IEnumerable<long> cuts)
    {
        (_target, _cuts) = (target, new Queue<long>(cuts));
        _listener.Start();
        Endpoint = new UriBuilder(target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _running = AcceptAsync();
    }

    public Uri Endpoint { get; }

    public int CutsLeft => _cuts.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }

        await Task.WhenAll(connections);
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
            var up = UpAsync(client, server);
            var down = DownAsync(server, client);
            await Task.WhenAny(up, down).ConfigureAwait(false);
        }

        server.Close();
    }

    private static async Task DownAsync(TcpClient server, TcpClient client) => await server.GetStream().CopyToAsync(client.GetStream());

    private async Task UpAsync(TcpClient client, TcpClient server)
    {
        var buffer = new byte[16 * 1024];
        long passed = 0;
        int count;
        while ((count = await client.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
        {
            passed += count;
            await server.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            if (_cuts.TryPeek(out var cut) && passed >= cut)
            {
                _cuts.Dequeue();
                return;
            }
        }
    }
}
