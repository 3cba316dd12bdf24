namespace Lectern.Core.ResourceLinks;

/// <summary>
/// What a deep-linked item of ours says about where it was made. It is carried in the item's address and among its custom
/// parameters, and must be understood for as long as the link stands in a course. It gives no rights: those are the launch's.
/// </summary>
/// <param name="RegistrationId">The registration of the launch that made it.</param>
/// <param name="CourseId">The course it was made in; null for an item made outside of courses.</param>
/// <param name="CollectionId">The collection the video was in.</param>
/// <param name="VideoId">The video.</param>
/// <param name="MakerId">Who made it.</param>
/// <param name="Points">What watching it is worth in the LMS's gradebook; null for nothing.</param>
public sealed record Ticket(Guid RegistrationId, Guid? CourseId, Guid CollectionId, Guid VideoId, Guid MakerId, int? Points = null);
