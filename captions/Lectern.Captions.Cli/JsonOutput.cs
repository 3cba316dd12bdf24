using System.Text;
using Lectern.Captions.Runs;

namespace Lectern.Captions.Cli;

/// <summary>A line of JSON an event, flushed at once: the parent shows progress from it.</summary>
internal sealed class JsonOutput(Stream stream) : IRunOutput
{
    public void Report(CaptionEvent value)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(value.ToJson() + "\n"));
            stream.Flush();
        }
        catch (IOException)
        {
            // Nobody reads any more; the captions are still wanted as long as nobody stops the run.
        }
    }
}
