namespace Lectern.Web;

/// <summary>Names the resource that holds every text people read: <c>Words.resx</c>, and <c>Words.de.resx</c> and so on beside it.</summary>
public sealed class Words;
