using System.Security.Claims;
using Lectern.Core.Governance;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Authentication;
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
            return Refuse(Refusals.AdminLinkUnusable, whole: true);
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, OperatorPolicy.Actor)], OperatorPolicy.Scheme);
        await HttpContext.SignInAsync(OperatorPolicy.Scheme, new ClaimsPrincipal(identity));
        return Redirect("/admin");
    }
}
