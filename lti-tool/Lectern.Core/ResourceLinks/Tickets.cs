using System.Buffers.Binary;
using System.Buffers.Text;
using Lectern.Core.Keys;

namespace Lectern.Core.ResourceLinks;

/// <summary>Signs tickets and reads them back: <c>1.{kid}.{five ids}.{mac}</c>, and <c>2.</c> with the points behind the ids. A key that once signed tickets verifies them for ever.</summary>
public sealed class Tickets(KeyRing keys)
{
    /// <summary>Name of the ticket among an item's custom parameters.</summary>
    public const string CustomParameter = "lectern_ticket";

    /// <summary>Name of the ticket in an item's address.</summary>
    public const string QueryParameter = "t";

    /// <summary>Name of the second at which playing begins, in an item's address.</summary>
    public const string StartParameter = "s";

    private const string Plain = "1";
    private const string WithPoints = "2";
    private const int IdBytes = 16;
    private const int Ids = 5;
    private const int PointsBytes = 2;

    public async ValueTask<string> SignAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var key = await keys.GetSigningKeyAsync(KeyPurpose.Ticket, cancellationToken);
        var text = $"{(ticket.Points is null ? Plain : WithPoints)}.{key.Kid}.{Write(ticket)}";
        return $"{text}.{Mac.Of(key, text)}";
    }

    /// <summary>The ticket, or null when the text is none of ours.</summary>
    public async ValueTask<Ticket?> ReadAsync(string? text, CancellationToken cancellationToken)
    {
        if (text?.Split('.') is not [Plain or WithPoints, var kid, var body, var mac])
        {
            return null;
        }

        var key = (await keys.GetAsync(KeyPurpose.Ticket, cancellationToken)).FirstOrDefault(key => key.Kid == kid);
        return key is not null && Mac.Verifies(key, text[..^(mac.Length + 1)], mac) ? Read(body, text.StartsWith(WithPoints, StringComparison.Ordinal)) : null;
    }

    private static string Write(Ticket ticket)
    {
        Span<byte> bytes = stackalloc byte[Ids * IdBytes + (ticket.Points is null ? 0 : PointsBytes)];
        ReadOnlySpan<Guid> ids = [ticket.RegistrationId, ticket.CourseId ?? Guid.Empty, ticket.CollectionId, ticket.VideoId, ticket.MakerId];
        for (var i = 0; i < Ids; i++)
        {
            ids[i].TryWriteBytes(bytes[(i * IdBytes)..], bigEndian: true, out _);
        }

        if (ticket.Points is { } points)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(Ids * IdBytes)..], (ushort)points);
        }

        return Base64Url.EncodeToString(bytes);
    }

    private static Ticket? Read(string body, bool withPoints)
    {
        Span<byte> bytes = stackalloc byte[Ids * IdBytes + (withPoints ? PointsBytes : 0)];
        if (!Base64Url.TryDecodeFromChars(body, bytes, out var written) || written != bytes.Length)
        {
            return null;
        }

        var ids = new Guid[Ids];
        for (var i = 0; i < Ids; i++)
        {
            ids[i] = new Guid(bytes.Slice(i * IdBytes, IdBytes), bigEndian: true);
        }

        return new Ticket(ids[0], ids[1] == Guid.Empty ? null : ids[1], ids[2], ids[3], ids[4], withPoints ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(Ids * IdBytes)..]) : null);
    }
}
