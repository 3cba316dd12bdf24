using Lectern.Core;
using Lectern.Data.PostgreSql;
using Lectern.Data.Sqlite;
using Lectern.Data.SqlServer;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Database.Tests.Support;

/// <summary>The model of an engine, for what needs no server.</summary>
internal sealed class Unconnected : IDisposable
{
    private readonly ServiceProvider _services;

    public Unconnected(DatabaseEngine engine)
    {
        var services = new ServiceCollection();
        _ = engine switch
        {
            DatabaseEngine.Sqlite => services.AddLecternSqlite("Data Source=nowhere.db"),
            DatabaseEngine.PostgreSql => services.AddLecternPostgreSql("Host=nowhere.invalid"),
            _ => services.AddLecternSqlServer("Server=nowhere.invalid"),
        };
        _services = services.BuildServiceProvider();
        Context = _services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContext();
    }

    public static TheoryData<DatabaseEngine> Engines => [.. Enum.GetValues<DatabaseEngine>()];

    public LecternDbContext Context { get; }

    public void Dispose()
    {
        Context.Dispose();
        _services.Dispose();
    }
}
