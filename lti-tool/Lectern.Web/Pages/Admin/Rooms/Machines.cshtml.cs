using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Updates;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Which version each machine runs, and the update that it could take.</summary>
public sealed class MachinesModel(ReadMachines machines, AgentUpdates updates, OrderUpkeep order, TimeProvider time) : OperatorPage
{
    public IReadOnlyList<MachineNow> Machines { get; private set; } = [];

    public IReadOnlyList<AgentUpdate> Updates { get; private set; } = [];

    public DateTimeOffset At { get; private set; }

    public int CanUpdate => Machines.Count(machine => machine.IsOfAllAt(At));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        At = time.GetUtcNow();
        Updates = await updates.ListAsync(cancellationToken);
        Machines = await machines.RunAsync(roomId: null, cancellationToken);
    }

    public async Task<IActionResult> OnPostUpdateAsync(Guid room, Guid device, CancellationToken cancellationToken) =>
        await order.RunAsync(room, device, OrderKind.Update, OperatorPolicy.Actor, cancellationToken) ? RedirectToPage() : Refuse(Refusals.NoSuchPage, whole: true);

    public async Task<IActionResult> OnPostUpdateAllAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        foreach (var machine in Machines.Where(machine => machine.IsOfAllAt(At)))
        {
            await order.RunAsync(machine.Device.RoomId, machine.Device.Id, OrderKind.Update, OperatorPolicy.Actor, cancellationToken);
        }

        return RedirectToPage();
    }
}
