using System.Net.Sockets;
using Lectern.Core;
using Lectern.Ffmpeg.Children;
using Npgsql;

namespace Lectern.Host.Backups;

/// <summary>By PostgreSQL's own programs: a dump is the state of one moment, and is put in place in one transaction.</summary>
internal sealed class PostgreSqlCopies(Installation installation) : IDatabaseCopies
{
    private const string Dump = "lectern.dump";
    private readonly ChildRunner _children = new();

    public Task SaveAsync(string folder, CancellationToken cancellationToken) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={Path.Combine(folder, Dump)}"], cancellationToken);

    public async Task<string?> FindExistingAsync(CancellationToken cancellationToken) =>
        await TablesAsync(cancellationToken) is { Count: > 0 } tables ? $"the tables of the database ({tables.Count})" : null;

    public async Task<string?> FindUserAsync(CancellationToken cancellationToken)
    {
        // What is needed later is looked for before anything changes.
        await RunAsync("pg_restore", ["--version"], cancellationToken);
        await RunAsync("psql", ["--version"], cancellationToken);
        var others = await ListAsync("SELECT coalesce(client_addr::text, 'this machine') FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'", cancellationToken);
        return others.Count > 0 ? $"{others.Count} connections to the database, such as from {others[0]}" : null;
    }

    public async Task LoadAsync(string folder, CancellationToken cancellationToken)
    {
        // Holds what the database held: it lies where only we read, and what a kill left of it goes now.
        var scratch = Path.Combine(installation.DataFolder, "restore-scratch");
        Remove(scratch);
        LecternHost.CreateOwnFolder(scratch);
        try
        {
            var (drop, load) = (Path.Combine(scratch, "drop.sql"), Path.Combine(scratch, "load.sql"));
            var tables = await TablesAsync(cancellationToken);
            await File.WriteAllLinesAsync(drop, tables.Select(table => $"DROP TABLE IF EXISTS {table} CASCADE;"), cancellationToken);
            await RunAsync("pg_restore", ["--no-owner", "--no-privileges", $"--file={load}", Path.Combine(folder, Dump)], cancellationToken);
            await RunAsync("psql", ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", $"--file={drop}", $"--file={load}"], cancellationToken);
        }
        finally
        {
            Remove(scratch);
        }

        NpgsqlConnection.ClearAllPools();
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<List<string>> TablesAsync(CancellationToken cancellationToken) =>
        ListAsync("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = current_schema()", cancellationToken);

    private async Task<List<string>> ListAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(installation.ConnectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<string> rows = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(reader.GetString(0));
            }

            return rows;
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException)
        {
            throw BackupFaults.NoDatabase(exception.Message, exception);
        }
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var pipes = new ChildPipes { Output = Stream.Null };
        try
        {
            await _children.RunAsync(new ChildCommand(program, arguments) { Environment = PostgreSqlEnvironment.Of(installation.ConnectionString) }, pipes, cancellationToken);
        }
        catch (ChildProcessException exception) when (exception.Failure == ChildFailure.CouldNotStart || exception.ExitCode == 127)
        {
            throw BackupFaults.ToolMissing(program, exception);
        }
        catch (ChildProcessException exception)
        {
            throw BackupFaults.ToolFailed(program, string.Join(' ', exception.ErrorTail.TakeLast(3)), exception);
        }
    }
}
