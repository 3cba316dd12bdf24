using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Lectern.Web.Pages.Admin;

/// <summary>A page of the operator's: nobody may frame it.</summary>
public abstract class OperatorPage : LecternPage
{
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => PageHeaders.Of(HttpContext).FrameAncestors = "'none'";
}
