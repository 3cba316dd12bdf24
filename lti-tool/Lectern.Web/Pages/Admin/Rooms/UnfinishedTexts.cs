using Lectern.Core.Capture.Rooms;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin.Rooms;

public static class UnfinishedTexts
{
    public static string NameOf(this IStringLocalizer<Words> say, UnfinishedStage stage) => stage switch
    {
        UnfinishedStage.Recording => say["It is recorded now."],
        UnfinishedStage.OnMachine => say["It lies on its machine and has not come yet, or may: the machine was not heard of since."],
        UnfinishedStage.Coming => say["Some of it is here; its machine has not said that this is all."],
        UnfinishedStage.Waiting => say["It waits for a course, or for somebody who teaches there."],
        _ => say["Its video is being made, or could not be."],
    };
}
