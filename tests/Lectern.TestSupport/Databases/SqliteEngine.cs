using Lectern.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.TestSupport.Databases;

/// <summary>A file in a folder of its own, copied from one that was migrated once.</summary>
internal sealed class SqliteEngine : TestEngine
{
    private readonly Lazy<Task<byte[]>> _template;

    public SqliteEngine() => _template = new(MakeTemplateAsync);

    public override string? WhyNotHere => null;

    public override IServiceCollection Register(IServiceCollection services, string connectionString) =>
        services.AddLecternSqlite(connectionString);

    public override Task<string> CreateEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(NewConnectionString());

    public override async Task<string> CreateMigratedAsync(CancellationToken cancellationToken)
    {
        var connectionString = NewConnectionString();
        await File.WriteAllBytesAsync(FileOf(connectionString), await _template.Value.WaitAsync(cancellationToken), cancellationToken);
        return connectionString;
    }

    public override Task DropAsync(string connectionString)
    {
        Release(connectionString);
        Directory.Delete(Path.GetDirectoryName(FileOf(connectionString))!, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<byte[]> MakeTemplateAsync()
    {
        var connectionString = NewConnectionString();
        try
        {
            await this.MigrateAsync(connectionString, CancellationToken.None);

            // Only the last connection to close moves the write-ahead log into the file.
            Release(connectionString);
            return await File.ReadAllBytesAsync(FileOf(connectionString));
        }
        finally
        {
            await DropAsync(connectionString);
        }
    }

    private static void Release(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static string NewConnectionString() => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(Directory.CreateTempSubdirectory("lectern-sqlite-").FullName, "lectern.db"),
    }.ConnectionString;

    private static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;
}
