using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Lectern.Web.Pages;

/// <summary>Every address that is none of ours.</summary>
[IgnoreAntiforgeryToken] // It does nothing, whatever the method.
public sealed class NotHereModel : LecternPage
{
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => context.Result = Refuse(Refusals.NoSuchPage, whole: true);
}
