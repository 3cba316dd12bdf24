using Lectern.TestSupport;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>Opencast's own capture agent, whose source lies where <c>LECTERN_PYCA</c> says; what it needs are packages of Debian (python3-pycurl, -dateutil, -configobj, -sqlalchemy, -sdnotify, -psutil, -flask, -prometheus-client).</summary>
internal sealed class Pyca : IAsyncDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    private readonly TempFolder _folder = new();
    private RunningProgram? _program;

    public static bool IsHere => Directory.Exists(Path.Combine(Source, "pyca")) && File.Exists(Interpreter);

    public RunningProgram Program => _program ?? throw new InvalidOperationException("It was not started.");

    private static string Source => Environment.GetEnvironmentVariable("LECTERN_PYCA") ?? "";

    public async Task StartAsync(Uri server, string user, string password)
    {
        var settings = _folder.File("pyca.conf");
        await File.WriteAllTextAsync(settings, Settings(server, user, password), TestContext.Current.CancellationToken);
        _program = await RunningProgram.StartAsync(
            Interpreter, ["-m", "pyca", "-c", settings, "run"], new Dictionary<string, string> { ["PYTHONPATH"] = Source, ["PYTHONDONTWRITEBYTECODE"] = "1" });
    }

    public async Task SaysAsync(string line, TimeSpan within)
    {
        for (var tries = 0; tries < within.TotalSeconds * 10; tries++)
        {
            if (Program.Output.Contains(line, StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"pyCA did not say \"{line}\": {Program.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        await (_program?.DisposeAsync() ?? default);
        _folder.Dispose();
    }

    private string Settings(Uri server, string user, string password) => $$$"""
        [agent]
        name = 'hall-b'
        update_frequency = 5
        database = sqlite:///{{{_folder.File("pyca.db")}}}

        [capture]
        directory = '{{{_folder.Path}}}'
        preview_dir = '{{{_folder.Path}}}'
        command = 'ffmpeg -v error -nostdin -re -f lavfi -i testsrc2=s=640x360:r=10 -re -f lavfi -i testsrc=s=320x240:r=10 -re -f lavfi -i sine -t {{time}} -map 0 -c:v libx264 -preset ultrafast -pix_fmt yuv420p {{dir}}/slides.mkv -t {{time}} -map 1 -map 2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac {{dir}}/presenter.mkv'
        flavors = 'presentation/source', 'presenter/source'
        files = '{{dir}}/slides.mkv', '{{dir}}/presenter.mkv'

        [ingest]
        delay_max = 0

        [server]
        url = '{{{server.GetLeftPart(UriPartial.Authority)}}}'
        auth_method = 'digest'
        username = '{{{user}}}'
        password = '{{{password}}}'

        """;
}
