using Lectern.Core.Capture.Telling;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Lectern.Web.Capture.Telling;

/// <summary>Gives one mail to the configured server. Its Message-Id is the message's: one that goes twice is one mail to whoever looks.</summary>
internal sealed class SmtpMail(IOptions<MailOptions> options, IOptions<WebOptions> web)
{
    private const int TlsFromTheStart = 465;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    internal async Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var mail = MailOf(message);
        using var smtp = new SmtpClient { Timeout = (int)s_patience.TotalMilliseconds, CheckCertificateRevocation = false };
        await ConnectAsync(smtp, cancellationToken);
        await smtp.SendAsync(mail, cancellationToken);
        await smtp.DisconnectAsync(true, cancellationToken);
    }

    private async Task ConnectAsync(SmtpClient smtp, CancellationToken cancellationToken)
    {
        try
        {
            await smtp.ConnectAsync(options.Value.Server!, options.Value.Port, SecurityOf(options.Value), cancellationToken);
            if (options.Value is { User: { Length: > 0 } user, Password: { } password })
            {
                await smtp.AuthenticateAsync(user, password, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NoMailServerException(exception);
        }
    }

    private static SecureSocketOptions SecurityOf(MailOptions options) =>
        !options.Tls ? SecureSocketOptions.None
        : options.Port == TlsFromTheStart ? SecureSocketOptions.SslOnConnect
        : SecureSocketOptions.StartTls;

    private MimeMessage MailOf(OutgoingMessage message)
    {
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            MessageId = $"{message.Id:n}@{new Uri(web.Value.PublicUrl).Host}",
            Date = message.MadeAt,
            Body = new TextPart(TextFormat.Plain) { Text = message.Body },
        };
        mail.From.Add(MailboxAddress.Parse(options.Value.From!));
        mail.To.Add(MailboxAddress.Parse(message.To));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }
}
