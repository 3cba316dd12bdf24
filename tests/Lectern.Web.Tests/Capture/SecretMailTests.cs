using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lectern.Core.Capture.Telling;
using Lectern.Web.Capture.Telling;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Tests.Capture;

/// <summary>A password for a mail server is told to that server alone.</summary>
public sealed class SecretMailTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_nobody_vouches_for_or_that_speaks_no_tls_hears_neither_the_password_nor_the_mail(bool speaksTls)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = new ConcurrentQueue<string>();
        var served = ServeAsync(listener, speaksTls, heard);
        var mail = new SmtpMail(
            Options.Create(new MailOptions { Server = "localhost", Port = ((IPEndPoint)listener.LocalEndpoint).Port, From = "lectern@uni.example", User = "lectern", Password = "secret" }),
            Options.Create(new WebOptions { PublicUrl = "https://video.example" }));

        await Assert.ThrowsAsync<NoMailServerException>(() => mail.SendAsync(new OutgoingMessage { To = "it@uni.example", Subject = "Hall", Body = "Silent" }, Stop));
        await served;

        Assert.Contains("EHLO", heard);
        Assert.Equal(speaksTls, heard.Contains("STARTTLS"));
        Assert.DoesNotContain(heard, verb => verb is "AUTH" or "MAIL" or "RCPT" or "DATA");
    }

    private static async Task ServeAsync(TcpListener listener, bool speaksTls, ConcurrentQueue<string> heard)
    {
        using var client = await listener.AcceptTcpClientAsync(Stop);
        await using var plain = client.GetStream();
        await SayAsync(plain, "220 here");
        if (!await HearAsync(plain, speaksTls ? "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN" : "250-here\r\n250 AUTH PLAIN", heard))
        {
            return;
        }

        using var certificate = Certificate();
        await using var secret = new SslStream(plain);
        try
        {
            await secret.AuthenticateAsServerAsync(certificate);
            await HearAsync(secret, "250 AUTH PLAIN", heard);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // It was not believed.
        }
    }

    /// <returns>Whether TLS begins now; else the client has gone.</returns>
    private static async Task<bool> HearAsync(Stream stream, string offers, ConcurrentQueue<string> heard)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            heard.Enqueue(verb);
            await SayAsync(stream, verb == "EHLO" ? offers : verb == "STARTTLS" ? "220 go on" : "250 yes");
            if (verb == "STARTTLS")
            {
                return true;
            }
        }

        return false;
    }

    private static async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(line + "\r\n"), Stop);

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
