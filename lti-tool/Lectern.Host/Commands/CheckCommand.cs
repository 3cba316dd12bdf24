using System.CommandLine;
using Lectern.Core;
using Lectern.Core.Keys;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Pipelines;
using Lectern.Pipelines.Retention;
using Lectern.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Host.Commands;

/// <summary>Looks at the settings and the database without starting anything.</summary>
internal static class CheckCommand
{
    internal static Command Create()
    {
        var command = new Command("check", "Says whether the settings are right and the database answers.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = LecternHost.Build(Roles.Web | Roles.Worker);
        List<string> faults =
        [
            .. OptionFaults<WebOptions>(app.Services),
            .. OptionFaults<StorageOptions>(app.Services),
            .. OptionFaults<UploadOptions>(app.Services),
            .. OptionFaults<PipelineOptions>(app.Services),
            .. OptionFaults<RetentionOptions>(app.Services),
            .. await DatabaseFaultsAsync(app.Services, cancellationToken),
        ];
        if (faults.Count > 0)
        {
            return Faults.Print(faults);
        }

        Console.WriteLine("The settings are right and the database answers.");
        return 0;
    }

    private static IEnumerable<string> OptionFaults<T>(IServiceProvider services)
        where T : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<T>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (InvalidOperationException exception)
        {
            // A text that is no number, no duration or none of the words an option takes.
            return [exception.Message];
        }
    }

    private static async Task<IEnumerable<string>> DatabaseFaultsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        string[] faults = [.. OptionFaults<DatabaseOptions>(services)];
        if (faults.Length > 0)
        {
            return faults;
        }

        try
        {
            return await DatabaseFaultAsync(services, cancellationToken) is { } fault ? [fault] : [];
        }
        catch (ArgumentException exception)
        {
            return [$"Database:ConnectionString can't be read. {exception.Message}"];
        }
    }

    private static async Task<string?> DatabaseFaultAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync(cancellationToken);
        if (!await database.Database.CanConnectAsync(cancellationToken))
        {
            return "Database: it can't be reached, or is not made yet (lectern migrate makes it).";
        }

        if ((await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return "Database: it is older than this version (lectern migrate brings it up to date).";
        }

        try
        {
            await services.GetRequiredService<ProtectKeys>().CheckAsync(cancellationToken);
            return null;
        }
        catch (OperatorException exception)
        {
            return exception.Message;
        }
    }
}
