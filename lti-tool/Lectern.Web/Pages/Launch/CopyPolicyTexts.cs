using Lectern.Core.Copies;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Launch;

/// <summary>What people read of a rule on copies.</summary>
public static class CopyPolicyTexts
{
    /// <summary>The rules in the order in which they are offered.</summary>
    public static IReadOnlyList<CopyPolicy> All { get; } = [CopyPolicy.Reference, CopyPolicy.OwnCopy, CopyPolicy.Nothing];

    public static string NameOf(this IStringLocalizer<Words> say, CopyPolicy policy) => policy switch
    {
        CopyPolicy.Nothing => say["Copies get nothing until they ask"],
        CopyPolicy.OwnCopy => say["Copies get videos of their own"],
        _ => say["Copies play the same video"],
    };
}
