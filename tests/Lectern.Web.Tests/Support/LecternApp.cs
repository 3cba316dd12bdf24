using Lectern.Core;
using Lectern.Core.Platforms;
using Lectern.Host;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Engine = Lectern.TestSupport.Databases.DatabaseEngine;

namespace Lectern.Web.Tests.Support;

/// <summary>The real host in this process, on a port, a folder and a database of its own, with a clock that tests move.</summary>
public sealed class LecternApp : IAsyncDisposable
{
    private readonly TempFolder _data = new();
    private readonly Dictionary<string, string?> _settings;
    private readonly LogLevel _logLevel;
    private Action<IServiceCollection>? _replace;
    private WebApplication? _app;

    private LecternApp(TestDatabase database, TestPlatform platform, TestPlatform other, LogLevel logLevel)
    {
        (Database, Platform, OtherPlatform, _logLevel) = (database, platform, other, logLevel);
        (platform.Clock, other.Clock) = (Time, Time);
        // What tests write beside the host is another process's writing to it; they don't wait until it is seen.
        database.Written += () => _app?.Services.GetRequiredService<PlatformMemory>().Forget();
        Url = $"http://127.0.0.1:{Ports.Free()}";
        _settings = new()
        {
            ["PublicUrl"] = Url,
            ["urls"] = Url,
            ["AllowedInsecureHosts:0"] = platform.Authority,
            ["AllowedInsecureHosts:1"] = other.Authority,
            ["Storage:DataFolder"] = _data.Path,
            ["Storage:ReserveBytes"] = "0",
            ["Keys:KeyFile"] = _data.File("lectern.key"),
            ["Database:Engine"] = database.Engine.ToString(),
            ["Database:ConnectionString"] = database.ConnectionString,
        };
    }

    public string Url { get; }

    public string LaunchAddress => $"{Url}/lti/launch";

    public TestDatabase Database { get; }

    public TestPlatform Platform { get; }

    public TestPlatform OtherPlatform { get; }

    public FakeTimeProvider Time { get; } = Clock();

    public LogCapture Logs { get; } = new();

    public string DataFolder => _data.Path;

    public IServiceProvider Services => _app!.Services;

    /// <param name="replace">Puts services of a test in place of ours.</param>
    /// <param name="registered">False for tests that register the platforms themselves.</param>
    public static async Task<LecternApp> StartAsync(
        Engine engine = Engine.Sqlite, Action<Dictionary<string, string?>>? settings = null, bool registered = true, LogLevel logLevel = LogLevel.Warning, Action<IServiceCollection>? replace = null)
    {
        var stop = TestContext.Current.CancellationToken;
        var app = new LecternApp(await TestDatabase.CreateAsync(engine, stop), await TestPlatform.StartAsync(), await TestPlatform.StartAsync(), logLevel);
        settings?.Invoke(app._settings);
        app._replace = replace;
        await Keys.PutAsync(app.Database, app._settings["Keys:KeyFile"]!, stop);
        if (registered)
        {
            await app.Database.AddAsync([.. app.Platform.Rows(), .. app.OtherPlatform.Rows()], stop);
        }

        await app.StartHostAsync();
        return app;
    }

    /// <summary>Stops the host and starts another on the same address, files and database.</summary>
    public async Task RestartAsync()
    {
        await _app!.DisposeAsync();
        await StartHostAsync();
    }

    /// <summary>Stops the host, does something with the services of one that is not started, and starts the host again.</summary>
    internal async Task<T> WhileStoppedAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await _app!.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        T result;
        await using (var stopped = Build())
        {
            result = await act(stopped.Services);
        }

        await StartHostAsync();
        return result;
    }

    public Browser NewBrowser() => new(this);

    public Visit Teacher() => new(Platform);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Sets the clock on without the rounds that the host goes by itself in between.</summary>
    public void Leap(TimeSpan time) => Time.AdjustTime(Time.GetUtcNow() + time);

    public LecternDbContext Rows() => Database.CreateContext();

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        await Platform.DisposeAsync();
        await OtherPlatform.DisposeAsync();
        await Database.DisposeAsync();
        _data.Dispose();
        Logs.Dispose();
    }

    private async Task StartHostAsync()
    {
        _app = Build();
        await LecternHost.GuardAsync(_app.Services, TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    private WebApplication Build() => LecternHost.Build(Roles.Web, _settings, "Lectern.Web.Tests", services =>
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        _replace?.Invoke(services);
        services.AddLogging(logging => logging.ClearProviders().AddProvider(Logs).AddFilter<LogCapture>(null, _logLevel));
    });

    /// <summary>Half past nine, so that an hour's end is never near by chance.</summary>
    internal static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 9, 7, 9, 30, 0, TimeSpan.Zero));
}
