using Lectern.Tus;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Uploads;

/// <summary>tus 1.0 at <c>/w/{launch}/uploads</c>. An upload is found only by the person and collection that began it.</summary>
internal static class UploadEndpoint
{
    internal static readonly string[] Methods = ["OPTIONS", "POST", "HEAD", "PATCH", "DELETE"];

    internal static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/w/{launch:guid}/uploads").RequireAuthorization(LaunchPolicy.Name);
        group.MapMethods("", Methods, (HttpContext context, TusServer server, UploadHooks hooks) => AnswerAsync(context, null, server, hooks));
        group.MapMethods("/{upload}", Methods, (string upload, HttpContext context, TusServer server, UploadHooks hooks) => AnswerAsync(context, upload, server, hooks));
    }

    private static Task AnswerAsync(HttpContext context, string? upload, TusServer server, UploadHooks hooks)
    {
        var session = context.LaunchSession();
        return TusAnswers.AnswerAsync(
            context, server, hooks, $"{session.Launch.PersonId:n}/{session.Launch.CollectionId:n}", $"/w/{session.LaunchId}/uploads", upload, session);
    }
}
