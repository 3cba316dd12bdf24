using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lectern.Web.Pages;

public abstract class LecternPage : PageModel
{
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
