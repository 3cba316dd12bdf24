using System.CommandLine;
using Lectern.Core.Governance;
using Lectern.Core.Keys;

namespace Lectern.Host.Commands;

internal static class KeysCommand
{
    internal static Command Create() => new("keys", "Looks after Lectern's own keys.") { Rotate() };

    private static Command Rotate()
    {
        var purpose = new Argument<KeyPurpose>("purpose") { Description = "Tool, State, Ticket or Media." };
        var command = new Command("rotate", "Begins to sign with a new key, two minutes from now, when every running server knows it. Older keys go on verifying.") { purpose };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            await app.Services.GetRequiredService<KeyRing>().RotateAsync(result.GetValue(purpose), Actors.Console, cancellationToken);
            return 0;
        });
        return command;
    }
}
