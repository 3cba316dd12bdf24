using System.Diagnostics;
using Lectern.Web.Language;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Answers;

/// <summary>
/// What is answered when we fail, and where nothing else was answered. It never says what failed: only a code, and a trace by which
/// an operator finds that in the log.
/// </summary>
internal sealed partial class FaultAnswers(IStringLocalizer<Words> say, LaunchLanguage language, ILogger<FaultAnswers> logger)
{
    internal Task FailedAsync(HttpContext context)
    {
        var fault = context.Features.GetRequiredFeature<IExceptionHandlerPathFeature>();
        if (fault.Error is BadHttpRequestException bad)
        {
            return AnswerAsync(context, fault.Endpoint, RefusalOf(bad.StatusCode), trace: null);
        }

        var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        Log.Failed(logger, trace, context.Request.Method, fault.Endpoint?.DisplayName, fault.Error);
        return AnswerAsync(context, fault.Endpoint, Refusals.Fault, trace);
    }

    /// <summary>A bare status, as the framework gives it for a body it can't read or a form whose token is gone.</summary>
    internal Task BareAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        return endpoint?.Metadata.GetMetadata<OwnHeaders>() is not null || HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : AnswerAsync(context, endpoint, RefusalOf(context.Response.StatusCode), trace: null);
    }

    private static Refusal RefusalOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => Refusals.NoSuchPage,
        StatusCodes.Status413PayloadTooLarge => Refusals.TooLarge,
        StatusCodes.Status403Forbidden => Refusals.NotYours,
        >= 500 => Refusals.Fault,
        _ => Refusals.Unreadable with { Status = status },
    };

    private Task AnswerAsync(HttpContext context, Endpoint? endpoint, Refusal refusal, string? trace)
    {
        // Whatever the page was to hold, this one holds no rights.
        PageHeaders.Of(context).Reset();
        language.Speak(context);
        return IsPage(endpoint, context.Request)
            ? MessagePages.WriteAsync(context, MessageView.Of(refusal, say) with { Trace = trace }, refusal.Status)
            : Problems.WriteAsync(context, Problems.Of(refusal, say) with { Trace = trace });
    }

    private static bool IsPage(Endpoint? endpoint, HttpRequest request) =>
        endpoint?.Metadata.GetMetadata<PageActionDescriptor>() is not null || (endpoint is null && HttpMethods.IsGet(request.Method));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Trace {Trace}: {Method} {Endpoint} failed.")]
        internal static partial void Failed(ILogger logger, string trace, string method, string? endpoint, Exception exception);
    }
}
