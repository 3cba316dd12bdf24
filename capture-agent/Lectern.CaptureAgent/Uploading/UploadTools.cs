using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.Tus.Client;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>What uploads work with.</summary>
internal sealed record UploadTools(SpoolStore Spool, Tool Tool, GrowingUpload Growing, RateLimit Limit, UploadLedger Ledger, TimeProvider Clock, ILogger Logger);
