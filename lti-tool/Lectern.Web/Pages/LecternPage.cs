using Lectern.Web.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages;

public abstract class LecternPage : PageModel
{
    /// <summary>Texts in the language of the request.</summary>
    protected IStringLocalizer<Words> Say => HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Words>>();

    /// <summary>The page of a refusal, instead of this one.</summary>
    /// <param name="whole">True for a page of its own; false for a part that a script swaps in.</param>
    protected ViewResult Refuse(Refusal refusal, bool whole) => Message(MessageView.Of(refusal, Say), refusal.Status, whole);

    /// <summary>The message page, instead of this one.</summary>
    /// <param name="whole">True for a page of its own; false for a part that a script swaps in.</param>
    protected ViewResult Message(MessageView message, int status, bool whole) => new()
    {
        ViewName = whole ? "MessagePage" : "_Message",
        StatusCode = status,
        ViewData = new ViewDataDictionary<MessageView>(ViewData, message),
        TempData = TempData,
    };
}
