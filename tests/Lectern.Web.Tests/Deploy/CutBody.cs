using System.Net;

namespace Lectern.Web.Tests.Deploy;

/// <summary>Announces more than it sends: after the first part and a moment its browser is gone.</summary>
internal sealed class CutBody(ReadOnlyMemory<byte> part, long announced) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(part);
        await stream.FlushAsync();
        await Task.Delay(500);
        throw new IOException("The browser is gone.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = announced;
        return true;
    }
}
