using Lectern.Data.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lectern.TestSupport.Databases;

/// <summary>A database of a server that this process starts for itself, copied from one that was migrated once.</summary>
internal sealed class PostgreSqlEngine : TestEngine
{
    private const string Template = "lectern_template";
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => PostgreSqlServer.StartAsync(CancellationToken.None));
    private readonly Lazy<Task> _template;

    public PostgreSqlEngine() => _template = new(MakeTemplateAsync);

    public override string? WhyNotHere => PostgreSqlServer.FindPrograms() is null
        ? "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or the path."
        : null;

    public override IServiceCollection Register(IServiceCollection services, string connectionString) =>
        services.AddLecternPostgreSql(connectionString);

    public override Task<string> CreateEmptyAsync(CancellationToken cancellationToken) => CreateFromAsync("template0", cancellationToken);

    public override async Task<string> CreateMigratedAsync(CancellationToken cancellationToken)
    {
        await _template.Value.WaitAsync(cancellationToken);
        return await CreateFromAsync(Template, cancellationToken);
    }

    public override async Task DropAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await RunAsync($"""DROP DATABASE "{name}" WITH (FORCE)""", CancellationToken.None);
    }

    private async Task MakeTemplateAsync()
    {
        await RunAsync($"CREATE DATABASE {Template} TEMPLATE template0", CancellationToken.None);

        // A database with an open connection can't be copied, so nothing of this one is kept in a pool.
        var unpooled = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync(Template, CancellationToken.None)) { Pooling = false };
        await this.MigrateAsync(unpooled.ConnectionString, CancellationToken.None);
    }

    private async Task<string> CreateFromAsync(string template, CancellationToken cancellationToken)
    {
        var name = $"test_{Guid.CreateVersion7():n}";
        await RunAsync($"CREATE DATABASE {name} TEMPLATE {template}", cancellationToken);
        return await ConnectionStringAsync(name, cancellationToken);
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync("postgres", cancellationToken));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<string> ConnectionStringAsync(string database, CancellationToken cancellationToken)
    {
        var server = await _server.Value.WaitAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder { Host = server.SocketFolder, Username = "postgres", Database = database }.ConnectionString;
    }
}
