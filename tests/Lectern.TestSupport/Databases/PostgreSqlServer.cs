using System.Diagnostics;

namespace Lectern.TestSupport.Databases;

/// <summary>
/// A PostgreSQL server of this process's own. It listens on a socket in its own folder only: no port to collide on, and nobody else
/// on the machine gets in. It ends when its standard input closes, which the end of this process does however it comes.
/// </summary>
internal sealed class PostgreSqlServer
{
    private static readonly string[] s_programs = ["initdb", "postgres", "pg_isready"];

    // Held for as long as the process lives: were it collected, its pipe would close and the server stop.
    private readonly Process _process;

    private PostgreSqlServer(Process process, string socketFolder) => (_process, SocketFolder) = (process, socketFolder);

    public string SocketFolder { get; }

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>, the newest release where there are several; null where there is none.</summary>
    public static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), out var release) ? release : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(onPath).FirstOrDefault(folder => s_programs.All(program => IsThere(Path.Combine(folder, program))));
    }

    public static async Task<PostgreSqlServer> StartAsync(CancellationToken cancellationToken)
    {
        var process = Process.Start(Command(FindPrograms() ?? throw new InvalidOperationException("PostgreSQL is not installed.")))!;
        if (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } folder)
        {
            return new PostgreSqlServer(process, folder);
        }

        var words = await process.StandardError.ReadToEndAsync(cancellationToken);
        process.Dispose();
        throw new InvalidOperationException($"The PostgreSQL server of the tests did not start: {words}");
    }

    private static ProcessStartInfo Command(string programs)
    {
        // PostgreSQL refuses to run as root.
        string[] arguments = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "sh", "-c", Script(), "postgresql.sh", programs]
            : ["sh", "-c", Script(), "postgresql.sh", programs];
        return new ProcessStartInfo(arguments[0], arguments[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    // A link counts as a file even when it leads nowhere.
    private static bool IsThere(string file) => File.Exists(file) && (File.ResolveLinkTarget(file, returnFinalTarget: true)?.Exists ?? true);

    private static string Script()
    {
        using var reader = new StreamReader(typeof(PostgreSqlServer).Assembly.GetManifestResourceStream("postgresql.sh")!);
        return reader.ReadToEnd();
    }
}
