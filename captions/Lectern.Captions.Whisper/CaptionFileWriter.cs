using System.Text;
using Lectern.Captions.Formats;
using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper;

/// <summary>Puts the captions where they belong, whole or not at all.</summary>
internal static class CaptionFileWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Fails before any work is done when the folder can't take a file.</summary>
    public static string RequireFolder(string output)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(output))!;
        return Directory.Exists(folder) && !Directory.Exists(output)
            ? folder
            : throw Unwritable($"{output} can't be written: its folder does not exist, or a folder has its name.", null);
    }

    public static async Task WriteAsync(CaptionDocument document, string output, CancellationToken cancellationToken)
    {
        var temporary = $"{output}.{Guid.CreateVersion7():N}.part";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(Utf8.GetBytes(WebVtt.Write(document)), cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, output, overwrite: true);
        }
        catch (Exception fault)
        {
            File.Delete(temporary);
            if (fault is IOException or UnauthorizedAccessException)
            {
                throw Unwritable($"{output} can't be written: {fault.Message}", fault);
            }

            throw;
        }
    }

    public static CaptionFaultException Unwritable(string message, Exception? fault) => new(CaptionExitCode.UnwritableOutput, message, fault);
}
