namespace Lectern.Tus.Client;

/// <summary>One file to upload.</summary>
public sealed record TusUploadJob
{
    /// <summary>Where uploads are made.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The whole file; readable and seekable, and not changing while it is sent. Not disposed here.</summary>
    public required Stream Content { get; init; }

    /// <summary>What to tell the server about the file.</summary>
    public TusMetadata Metadata { get; init; } = TusMetadata.Empty;

    /// <summary>The address of an upload made earlier, to go on with; null to make a new one.</summary>
    public Uri? Resume { get; init; }

    /// <summary>Called once with the address of a new upload, before its first byte: save it, and a later job can resume.</summary>
    public Func<Uri, CancellationToken, ValueTask>? Created { get; init; }

    /// <summary>Told as bytes leave and as the server keeps them.</summary>
    public IProgress<TusProgress>? Progress { get; init; }
}
