using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages;

/// <summary>Every address that is none of ours.</summary>
[IgnoreAntiforgeryToken] // It does nothing, whatever the method.
public sealed class NotHereModel : LecternPage
{
    public IActionResult OnGet() => Message(new MessageView("There is no such page", "Open Lectern from your course.", "ACC-009"), StatusCodes.Status404NotFound, whole: true);

    public IActionResult OnPost() => OnGet();
}
