using System.CommandLine;
using Lectern.Core.Capture.Updates;
using Lectern.Core.Governance;

namespace Lectern.Host.Commands;

internal static class AgentUpdateCommand
{
    internal static Command Create() => new("agent-update", "Looks after the updates that machines in rooms can take.") { Add(), Remove() };

    private static Command Add()
    {
        var path = new Argument<FileInfo>("file") { Description = "What capture-agent/package.sh made: lectern-agent_VERSION_PLATFORM.update." }.AcceptExistingOnly();
        var command = new Command("add", "Offers an update to the machines. Each takes it when the rooms' page says so and nothing is recorded, if it is signed by the key that was installed with it.") { path };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            await using var file = result.GetValue(path)!.OpenRead();
            var (added, fault) = await app.Services.GetRequiredService<AgentUpdates>().AddAsync(file, Actors.Console, cancellationToken);
            if (added is null)
            {
                Console.Error.WriteLine(fault == UpdateFault.NotNewer ? "A version that is as new is there already." : "This is no update, or it is broken.");
                return 1;
            }

            Console.WriteLine($"Machines of {added.Platform} can take {added.Version} now.");
            return 0;
        });
        return command;
    }

    private static Command Remove()
    {
        var platform = new Argument<string>("platform") { Description = "Whose update it is, such as linux-x64." };
        var version = new Argument<string>("version") { Description = "Which, such as 1.2.0." };
        var command = new Command("remove", "Offers an update no more. Machines that took it keep it: a package brings them another.") { platform, version };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            if (!await app.Services.GetRequiredService<AgentUpdates>().RemoveAsync(result.GetValue(platform)!, result.GetValue(version)!, Actors.Console, cancellationToken))
            {
                Console.Error.WriteLine("There is no such update.");
                return 1;
            }

            Console.WriteLine("Machines can't take it any more, and those where it waits don't begin with it.");
            return 0;
        });
        return command;
    }
}
