using System.Security.Claims;
using Lectern.Core.Governance;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Lectern.Web.Pages.Admin;

/// <summary>Uses the operator's link. Only the post spends it, so that a preview of the address does no harm.</summary>
public sealed class SignInModel(RedeemAdminLink redeem) : LecternPage
{
    public string? Code { get; private set; }

    public void OnGet(string? code)
    {
        PageHeaders.Of(HttpContext).FrameAncestors = "'none'";
        Code = code;
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code, CancellationToken cancellationToken)
    {
        PageHeaders.Of(HttpContext).FrameAncestors = "'none'";
        if (!await redeem.RunAsync(code ?? "", cancellationToken))
        {
            return Message(new MessageView("This sign-in link can't be used", "It works once, for ten minutes. Run lectern admin link on the server for a new one.", "ADM-001"), StatusCodes.Status403Forbidden, whole: true);
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, OperatorPolicy.Actor)], OperatorPolicy.Scheme);
        await HttpContext.SignInAsync(OperatorPolicy.Scheme, new ClaimsPrincipal(identity));
        return Redirect("/admin");
    }
}
