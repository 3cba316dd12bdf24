using System.Net;
using System.Net.Sockets;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>A line to a server on this machine on which each connection breaks, without a word, after some bytes of either direction.</summary>
internal sealed class CutLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private readonly Func<long> _length;
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="server">Where it leads.</param>
    /// <param name="length">How many bytes the next connection carries.</param>
    public CutLine(Uri server, Func<long> length)
    {
        (_port, _length) = (server.Port, length);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Cuts => _cuts;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _length()));
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(lines);
    }

    private async Task CarryAsync(TcpClient client, long length)
    {
        using var server = new TcpClient();
        using (client)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, ended.Token);
                var left = new Budget(length);
                await await Task.WhenAny(PumpAsync(client, server, left, ended.Token), PumpAsync(server, client, left, ended.Token));
                if (left.IsSpent)
                {
                    Interlocked.Increment(ref _cuts);
                    (client.LingerState, server.LingerState) = (new LingerOption(true, 0), new LingerOption(true, 0));
                }
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
            {
            }

            await ended.CancelAsync();
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, Budget left, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 << 10];
        while (await from.GetStream().ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            var granted = left.Take(count);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, granted), cancellationToken);
            if (granted < count)
            {
                return;
            }
        }
    }

    private sealed class Budget(long bytes)
    {
        private long _left = bytes;

        public bool IsSpent { get; private set; }

        public int Take(int wanted)
        {
            lock (this)
            {
                var granted = (int)Math.Min(wanted, _left);
                _left -= granted;
                IsSpent |= granted < wanted;
                return granted;
            }
        }
    }
}
