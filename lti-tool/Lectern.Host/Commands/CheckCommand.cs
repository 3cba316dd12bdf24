using System.CommandLine;
using Lectern.Core;
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
        List<string> faults = [.. OptionFaults(app.Services), .. await DatabaseFaultsAsync(app.Services, cancellationToken)];
        if (faults.Count > 0)
        {
            return Faults.Print(faults);
        }

        Console.WriteLine("The settings are right and the database answers.");
        return 0;
    }

    private static IEnumerable<string> OptionFaults(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (AggregateException exception)
        {
            return exception.InnerExceptions.OfType<OptionsValidationException>().SelectMany(inner => inner.Failures);
        }
    }

    private static async Task<IEnumerable<string>> DatabaseFaultsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync(cancellationToken);
        if (!await database.Database.CanConnectAsync(cancellationToken))
        {
            return ["Database: it can't be reached, or is not made yet (lectern migrate makes it)."];
        }

        var pending = await database.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? ["Database: it is older than this version (lectern migrate brings it up to date)."] : [];
    }
}
