using Lectern.Data.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.TestSupport.Databases;

/// <summary>A database on the server that <see cref="Setting"/> names; its login must be allowed to create and drop databases.</summary>
internal sealed class SqlServerEngine : TestEngine
{
    private const string Setting = "LECTERN_TEST_SQLSERVER";

    public override string? WhyNotHere => Server is null
        ? $"No SQL Server: set {Setting} to the connection string of one that tests may create databases on."
        : null;

    private static string? Server => Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } value ? value : null;

    public override IServiceCollection Register(IServiceCollection services, string connectionString) =>
        services.AddLecternSqlServer(connectionString);

    public override async Task<string> CreateEmptyAsync(CancellationToken cancellationToken)
    {
        var database = new SqlConnectionStringBuilder(Server) { InitialCatalog = $"lectern_test_{Guid.CreateVersion7():n}" };
        await RunAsync($"CREATE DATABASE [{database.InitialCatalog}]", cancellationToken);
        return database.ConnectionString;
    }

    public override async Task<string> CreateMigratedAsync(CancellationToken cancellationToken)
    {
        var connectionString = await CreateEmptyAsync(cancellationToken);
        await this.MigrateAsync(connectionString, cancellationToken);
        return connectionString;
    }

    public override async Task DropAsync(string connectionString)
    {
        var name = new SqlConnectionStringBuilder(connectionString).InitialCatalog;
        await RunAsync($"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]", CancellationToken.None);
    }

    private static async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(Server);
        await connection.OpenAsync(cancellationToken);
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
