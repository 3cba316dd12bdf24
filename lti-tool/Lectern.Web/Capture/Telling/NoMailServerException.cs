namespace Lectern.Web.Capture.Telling;

/// <summary>The mail server can't be reached, or lets nobody in: no mail goes out, whoever it is for.</summary>
internal sealed class NoMailServerException(Exception cause) : Exception(cause.Message, cause);
