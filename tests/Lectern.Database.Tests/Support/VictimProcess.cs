using System.Diagnostics;
using System.Globalization;
using Lectern.Core;
using Lectern.Core.Launches;
using Lectern.Data.Sqlite;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Database.Tests.Support;

/// <summary>This assembly again, in a process that a test kills without warning.</summary>
public sealed class VictimProcess : IDisposable
{
    public const string WriteMode = "write-forever";
    public const string LockMode = "hold-migration-lock";
    public const string ServeMode = "hold-postgresql";
    private readonly Process _process;

    private VictimProcess(Process process) => _process = process;

    /// <summary>The child's side: commits one row after the other and says so of each, until it is killed or nobody listens.</summary>
    public static async Task<int> WriteForeverAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddLecternSqlite(connectionString).BuildServiceProvider();
        var contexts = services.GetRequiredService<IDbContextFactory<LecternDbContext>>();
        while (true)
        {
            var nonce = Guid.CreateVersion7().ToString();
            await using var context = await contexts.CreateDbContextAsync();
            context.Add(new UsedNonce { RegistrationId = Guid.Empty, Nonce = nonce, ExpiresAt = Some.Instant });
            await context.SaveChangesAsync();
            await Console.Out.WriteLineAsync(nonce);
        }
    }

    /// <summary>The child's side: is at the point of migrating, says so, and waits.</summary>
    public static async Task<int> HoldMigrationLockAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddLecternSqlite(connectionString).BuildServiceProvider();
        await using var context = await services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync();
        await using var held = await context.GetService<IHistoryRepository>().AcquireDatabaseLockAsync();
        await Console.Out.WriteLineAsync("held");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>The child's side: has a PostgreSQL server, says in which folder, and waits.</summary>
    public static async Task<int> HoldServerAsync()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.PostgreSql, CancellationToken.None);
        await Console.Out.WriteLineAsync(new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).Host);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static VictimProcess Start(params string[] arguments)
    {
        string[] command = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? [typeof(VictimProcess).Assembly.Location, .. arguments]
            : arguments;
        var start = new ProcessStartInfo(Environment.ProcessPath!, command) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new VictimProcess(Process.Start(start)!);
    }

    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Process {_process.Id} ended by itself."));

    /// <summary>SIGKILL: no handler runs, no buffer is written. Returns the lines it had written and nobody had read.</summary>
    public async Task<IReadOnlyList<string>> KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        var rest = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);

        // The last line may be torn; what was not wholly said was not promised.
        return rest.Split('\n')[..^1];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
