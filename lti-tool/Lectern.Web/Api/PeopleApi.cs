using Lectern.Core.Governance;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Api;

/// <summary>A person's data as a file, for an administrator's data privacy launch.</summary>
internal static class PeopleApi
{
    internal static void MapPeople(this IEndpointRouteBuilder api) => api.MapGet("/people/{person:guid}", ExportAsync);

    private static async Task<IResult> ExportAsync(Guid person, ReadPersonalData read, HttpContext context, CancellationToken cancellationToken) =>
        await read.ExportAsync(context.Launch(), person, cancellationToken) is { } data ? TypedResults.Ok(data) : Problems.Result(Refusals.NotYours);
}
