using System.Globalization;
using System.Security;
using System.Text;
using Lectern.Contracts.Schedules;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Keys;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Opencast;

/// <summary>What a box shall record, each with the two attachments that boxes read.</summary>
internal static class CalendarApi
{
    internal static void Map(IEndpointRouteBuilder boxes) => boxes.MapGet("/recordings/calendars", ReadAsync);

    private static async Task<IResult> ReadAsync(string? agentid, long? cutoff, ReadSchedule read, HttpContext context, CancellationToken cancellationToken)
    {
        var schedule = await read.RunAsync(context.Device(), cancellationToken);
        var shown = schedule.Bookings.Where(booking => cutoff is null || booking.Start.ToUnixTimeMilliseconds() <= cutoff).ToList();
        // Bookings come in by the cutoff that moves on and go out as they end, in order: how many of both there are names what is shown of a version.
        var inputs = context.Device().Inputs ?? "";
        if (context.IsKnown($"{schedule.Version}-{schedule.Bookings.Count}-{shown.Count}-{Secret.Hash(inputs)[..8]}"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return TypedResults.Text(TextOf(shown, StoredName(agentid), inputs), "text/calendar", Encoding.UTF8);
    }

    private static string StoredName(string? agent) => agent is { Length: <= 200 } ? string.Concat(agent.Where(letter => !char.IsControl(letter))) : "";

    // Lines are written here: boxes read them letter by letter and know no other order of an attachment's parameters.
    private static string TextOf(IEnumerable<ScheduledBooking> bookings, string agent, string inputs)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nPRODID:-//Lectern//Rooms//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n");
        foreach (var booking in bookings)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"DTSTAMP:{Utc(booking.Start)}");
            Line(text, $"DTSTART:{Utc(booking.Start)}");
            Line(text, $"DTEND:{Utc(booking.End)}");
            Line(text, $"SUMMARY:{Escaped(booking.Title)}");
            Line(text, $"UID:{booking.Id}");
            Line(text, $"LAST-MODIFIED:{Utc(booking.Start)}");
            Line(text, $"LOCATION:{Escaped(agent)}");
            Attachment(text, "application/xml", "episode.xml", Episode(booking));
            Attachment(text, "application/text", "org.opencastproject.capture.agent.properties", Properties(booking, inputs));
            Line(text, "END:VEVENT");
        }

        return text.Append("END:VCALENDAR\r\n").ToString();
    }

    private static void Attachment(StringBuilder text, string type, string name, string content) =>
        Line(text, $"ATTACH;FMTTYPE={type};VALUE=BINARY;ENCODING=BASE64;X-APPLE-FILENAME={name}:{Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}");

    private static string Episode(ScheduledBooking booking) => string.Create(CultureInfo.InvariantCulture,
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <dublincore xmlns="http://www.opencastproject.org/xsd/1.0/dublincore/" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:title>{SecurityElement.Escape(Plain(booking.Title))}</dcterms:title><dcterms:identifier>{booking.Id}</dcterms:identifier><dcterms:temporal>start={booking.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}; end={booking.End.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}; scheme=W3C-DTF;</dcterms:temporal></dublincore>
        """);

    private static string Properties(ScheduledBooking booking, string inputs) =>
        $"#Capture Agent specific data\n#Lectern\nevent.title={Plain(booking.Title)}\norg.opencastproject.workflow.definition=lectern\ncapture.device.names={inputs}\n";

    private static string Plain(string title) => string.Concat(title.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Escaped(string text) => Plain(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // At most 75 octets a line (RFC 5545 §3.1), never within a letter.
    private static void Line(StringBuilder text, string line)
    {
        var length = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > 74)
            {
                text.Append("\r\n ");
                length = 0;
            }

            text.Append(rune.ToString());
            length += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
