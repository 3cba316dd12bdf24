namespace Lectern.Tus;

/// <summary>What the protocol needs of an HTTP request. The web project fills it from its own request type.</summary>
public sealed record TusRequest
{
    /// <summary>The HTTP method as sent; <c>X-HTTP-Method-Override</c> is looked at by the server.</summary>
    public required string Method { get; init; }

    /// <summary>Gives a header's value, or null when it is absent. Several lines of one name are joined with a comma.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>Who asks: an opaque key, compared byte by byte. An upload is found only by the key that made it.</summary>
    public required string Owner { get; init; }

    /// <summary>Address new uploads are made at, without a trailing slash; <c>Location</c> is this, a slash and the id. May be a path.</summary>
    public required string CollectionUrl { get; init; }

    /// <summary>The last path segment of an upload's address as sent, or null at the address of the collection.</summary>
    public string? UploadId { get; init; }

    /// <summary>The body, unread. The host lifts its own size limit for it.</summary>
    public Stream Body { get; init; } = Stream.Null;

    /// <summary>Anything of the host's that its hooks want to see again (a session, a collection); never read here.</summary>
    public object? HostState { get; init; }
}
