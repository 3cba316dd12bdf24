using System.Net;
using System.Net.Sockets;

namespace Lectern.TestSupport;

/// <summary>Ports for programs that are told theirs before they listen.</summary>
public static class Ports
{
    // Below those that the system gives to outgoing connections: one of these could take a free port before its program does.
    private const int First = 12_000;
    private const int End = 32_000;

    /// <summary>One at which nobody listens now.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException problem) when (problem.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
            }
        }
    }
}
