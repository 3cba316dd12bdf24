namespace Lectern.Tus;

/// <summary>An upload as the store knows it.</summary>
public sealed record TusUpload
{
    /// <summary>The id, made here and never taken from a peer.</summary>
    public required Guid Id { get; init; }

    /// <summary>The key of whoever made it.</summary>
    public required string Owner { get; init; }

    /// <summary>Size of the whole file in bytes; null until the client of a deferred one tells it.</summary>
    public required long? Length { get; init; }

    /// <summary>What the client said about the file.</summary>
    public required TusMetadata Metadata { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When bytes were last kept (UTC).</summary>
    public required DateTimeOffset TouchedAt { get; init; }

    /// <summary>Bytes that are durably kept, counted from the start. Never more than what would survive a power loss now.</summary>
    public long Offset { get; init; }

    /// <summary>True once <see cref="ITusHooks.CompletedAsync"/> returned for it.</summary>
    public bool Completed { get; init; }

    /// <summary>True when every byte is kept.</summary>
    public bool IsWhole => Offset == Length;
}
