using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lectern.TestSupport;

namespace Lectern.Web.Tests.Deploy;

/// <summary>Debian's nginx with the configuration we ship; only names of files, ports and the certificate are the test's.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    internal const string WhyNotHere = "nginx is not installed.";
    private readonly TempFolder _folder = new();
    private readonly Uri _upstream;
    private readonly Uri _front;
    private Process? _process;

    internal Nginx(Uri upstream, Uri front) => (_upstream, _front) = (upstream, front);

    internal static string? Program => Shipped.FindProgram("nginx");

    internal string Log => _folder.File("access.log");

    /// <summary>nginx's own check, with TLS as shipped.</summary>
    internal Task<(int Exit, string Text)> CheckAsync() => Shipped.RunAsync(Program!, "-t", "-c", Write(tls: true));

    /// <summary>Runs it without TLS, so that it may stand at a loopback address.</summary>
    internal async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Program!, ["-c", Write(tls: false)]))!;
        for (var tries = 0; !await AnswersAsync(); tries++)
        {
            Assert.False(_process.HasExited || tries > 200, "nginx did not start.");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            using var quit = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        _folder.Dispose();
    }

    private string Write(bool tls)
    {
        var site = Shipped.Read("nginx/lectern.conf")
            .Replace("127.0.0.1:5080", _upstream.Authority, StringComparison.Ordinal)
            .Replace("/var/cache/nginx/lectern", _folder.File("cache"), StringComparison.Ordinal)
            .Replace("/var/log/nginx/lectern.log", Log, StringComparison.Ordinal)
            .Replace("/etc/ssl/lectern", _folder.Path, StringComparison.Ordinal)
            .Replace("    listen [::]:80;\n", "", StringComparison.Ordinal)
            .Replace("    listen [::]:443 ssl http2;\n", "", StringComparison.Ordinal)
            .Replace("listen 80;", $"listen unix:{_folder.File("redirect.sock")};", StringComparison.Ordinal)
            .Replace("listen 443 ssl http2;", tls ? $"listen {_front.Authority} ssl http2;" : $"listen {_front.Authority};", StringComparison.Ordinal)
            // So that a test sees which answers came from the cache.
            .Replace("server_tokens off;", "server_tokens off; add_header X-Cache $upstream_cache_status always;", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("site.conf"), site);
        WriteCertificate();
        var temporary = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {_folder.File(kind)}; "));
        File.WriteAllText(_folder.File("nginx.conf"), $$"""
            daemon off;
            worker_processes 1;
            pid {{_folder.File("nginx.pid")}};
            error_log stderr warn;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { }
            http { access_log off; {{temporary}} include {{_folder.File("site.conf")}}; }
            """);
        return _folder.File("nginx.conf");
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=video.example.edu", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(_folder.File("fullchain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(_front.Host, _front.Port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
