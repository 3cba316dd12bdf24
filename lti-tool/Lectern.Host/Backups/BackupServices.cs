namespace Lectern.Host.Backups;

internal static class BackupServices
{
    internal static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSingleton<Installation>().AddSingleton<MakeBackup>().AddSingleton<RestoreBackup>()
        .AddSingleton<IDatabaseCopies>(provider => provider.GetRequiredService<Installation>() switch
        {
            { Engine: DatabaseEngine.Sqlite } installation => new SqliteCopies(installation),
            { Engine: DatabaseEngine.PostgreSql } installation => new PostgreSqlCopies(installation),
            _ => throw BackupFaults.NotOurs(),
        });
}
