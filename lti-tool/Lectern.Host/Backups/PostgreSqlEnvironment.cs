using System.Globalization;
using Npgsql;

namespace Lectern.Host.Backups;

/// <summary>A connection string in the words of PostgreSQL's own programs. By environment, where no list of processes shows the password.</summary>
internal static class PostgreSqlEnvironment
{
    internal static Dictionary<string, string> Of(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        Dictionary<string, string?> all = new()
        {
            ["PGHOST"] = connection.Host,
            ["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = connection.Username,
            ["PGPASSWORD"] = connection.Password,
            ["PGPASSFILE"] = connection.Passfile,
            ["PGDATABASE"] = connection.Database ?? connection.Username,
            ["PGSSLMODE"] = SslMode(connection.SslMode),
            ["PGSSLROOTCERT"] = connection.RootCertificate,
            ["PGSSLCERT"] = connection.SslCertificate,
            ["PGSSLKEY"] = connection.SslKey,
        };
        return all.Where(one => !string.IsNullOrEmpty(one.Value)).ToDictionary(one => one.Key, one => one.Value!);
    }

    private static string SslMode(SslMode mode) => mode switch
    {
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
#pragma warning disable CA1308 // The programs want small letters.
        _ => mode.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
    };
}
