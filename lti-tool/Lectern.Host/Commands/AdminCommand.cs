using System.CommandLine;
using Lectern.Core.Governance;
using Lectern.Web;
using Microsoft.Extensions.Options;

namespace Lectern.Host.Commands;

internal static class AdminCommand
{
    internal static Command Create() => new("admin", "Signs in this server's operator.") { Link() };

    private static Command Link()
    {
        var command = new Command("link", "Prints a sign-in address that works once, within 10 minutes.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            var code = await app.Services.GetRequiredService<IssueAdminLink>().RunAsync(cancellationToken);
            Console.WriteLine(app.Services.GetRequiredService<IOptions<WebOptions>>().Value.Address($"/admin/sign-in?code={code}"));
            return 0;
        });
        return command;
    }
}
