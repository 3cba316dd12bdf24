using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Answers;

/// <summary>The message page where no page is at work: whole, or the part that our script swaps in behind a launch.</summary>
internal static class MessagePages
{
    internal static Task WriteAsync(HttpContext context, MessageView message, int status)
    {
        var view = new ViewResult
        {
            ViewName = context.Request.Headers.Authorization.Count == 0 ? "MessagePage" : "_Message",
            StatusCode = status,
            ViewData = new ViewDataDictionary<MessageView>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = message },
        };
        return view.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
    }
}
