using System.CommandLine;
using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Lectern.Web;
using Microsoft.Extensions.Options;

namespace Lectern.Host.Commands;

internal static class PlatformCommand
{
    internal static Command Create() => new("platform", "Connects LMSs.") { Invite(), List(), CanvasConfigCommand.Create() };

    private static Command Invite()
    {
        var name = new Option<string?>("--name") { Description = "What to call the LMS in Lectern." };
        var command = new Command("invite", "Prints a registration address that works once, within 48 hours.") { name };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            var issued = await app.Services.GetRequiredService<IssueInvitation>().RunAsync(result.GetValue(name), Actors.Console, cancellationToken);
            Console.WriteLine(app.Services.GetRequiredService<IOptions<WebOptions>>().Value.Address($"/lti/register?code={issued.Code}"));
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Prints the LMSs that are connected: name, issuer and client id.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            foreach (var platform in await app.Services.GetRequiredService<PlatformSettings>().ListAsync(cancellationToken))
            {
                foreach (var registration in platform.Registrations)
                {
                    Console.WriteLine($"{platform.Name}\t{registration.Issuer}\t{registration.ClientId}");
                }
            }

            return 0;
        });
        return command;
    }
}
