namespace Lectern.Demo.Reporting;

/// <param name="Height">Lines of the picture; 0 for sound alone.</param>
/// <param name="Codec">As the multivariant playlist names it.</param>
/// <param name="Bytes">All of its segments together.</param>
internal sealed record RenditionReport(int Height, string Codec, long Bytes);
