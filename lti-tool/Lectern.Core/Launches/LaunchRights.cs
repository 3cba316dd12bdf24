using System.Linq.Expressions;
using Lectern.Core.Contexts;
using Lectern.Core.Videos;

namespace Lectern.Core.Launches;

/// <summary>What a launch may see and do: the one place where rights are decided. Everything not granted here is refused.</summary>
public static class LaunchRights
{
    /// <summary>Upload, edit, publish and delete in the launch's own collection.</summary>
    public static bool CanEdit(this Launch launch) => launch.Role == CourseRole.Instructor && launch.CollectionId is not null;

    /// <summary>Answer the platform's question which content to place.</summary>
    public static bool CanPlace(this Launch launch) => launch.Kind == LaunchKind.DeepLinking && launch.CanEdit();

    /// <summary>The videos a launch may know of.</summary>
    public static Expression<Func<Video, bool>> VisibleVideos(this Launch launch)
    {
        var collection = launch.Role == CourseRole.None ? null : launch.CollectionId;
        var drafts = launch.Role == CourseRole.Instructor;
        return video => video.CollectionId == collection && video.DeletedAt == null && (drafts || video.Visibility == Visibility.Published);
    }
}
