using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>A machine with a code from a room's page becomes that room's device.</summary>
internal static class EnrolApi
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(CapturePaths.Enrol, EnrolAsync)
        .WithMetadata(new LargestBody(CaptureApi.SmallBody))
        .AllowAnonymous();

    private static async Task<IResult> EnrolAsync(EnrolRequest request, EnrolDevice enrol, CancellationToken cancellationToken)
    {
        if (KeyHashes.FromHex(request.KeyHash) is not { } keyHash)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        var enrolled = await enrol.RunAsync(new NewDevice(request.Code, keyHash, request.Machine, request.System, request.Agent), cancellationToken);
        return enrolled.Refusal switch
        {
            null => TypedResults.Ok(new EnrolAnswer(enrolled.DeviceId, enrolled.RoomId, enrolled.RoomName, enrolled.IsStandby)),
            EnrolmentRefusal.NotAnAgent => Problems.Result(Refusals.Unreadable),
            EnrolmentRefusal.TooManyGuesses => Problems.Result(Refusals.TooManyCodes),
            _ => Problems.Result(Refusals.EnrolmentCodeUnusable),
        };
    }
}
