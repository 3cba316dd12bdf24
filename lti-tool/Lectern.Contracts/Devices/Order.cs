namespace Lectern.Contracts.Devices;

/// <summary>Something an agent shall do once.</summary>
/// <param name="Id">Names it; reported back in <see cref="OrderResult"/>, POSTed to <see cref="CapturePaths.Orders"/>.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Minutes">How long: of an ad hoc recording, or by how much to extend.</param>
/// <param name="Title">Of an ad hoc recording.</param>
public sealed record Order(Guid Id, OrderKind Kind, int? Minutes = null, string? Title = null);
