using Microsoft.AspNetCore.Http.Metadata;

namespace Lectern.Web.Capture;

/// <summary>The most that a request may bring.</summary>
internal sealed class LargestBody(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
