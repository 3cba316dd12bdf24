using System.ComponentModel.DataAnnotations;

namespace Lectern.Pipelines;

/// <summary>How much a worker does at once, how long it waits, and where its programs are.</summary>
public sealed class PipelineOptions
{
    public const string Section = "Pipelines";

    /// <summary>Videos this node transcodes at once; 0: it leaves them to other nodes. Default 1.</summary>
    [Range(0, 64)]
    public int Transcodes { get; set; } = 1;

    /// <summary>Videos this node captions at once; 0: it leaves them to other nodes. Default 1.</summary>
    [Range(0, 64)]
    public int Captions { get; set; } = 1;

    /// <summary>Videos this node copies at once for courses that get their own; 0: it leaves them to other nodes. Default 1.</summary>
    [Range(0, 64)]
    public int Copies { get; set; } = 1;

    /// <summary>A run tells that it lives this often. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A run that told nothing for so long is taken for dead; above the worst pause of a machine. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The dispatcher looks for queued jobs this often even when nothing wakes it. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Runs that may end in an error before the job is left to people. A run that was killed is not counted. Default 3.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 3;

    /// <summary>Runs in a row that may die with their process, without another step done, before the job is left to people. Default 5.</summary>
    [Range(1, 1000)]
    public int KilledAttempts { get; set; } = 5;

    /// <summary>Pause after the first error; each further one is six times as long. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>ffmpeg: a name on PATH or a path. Default <c>ffmpeg</c>.</summary>
    [Required]
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>ffprobe: a name on PATH or a path. Default <c>ffprobe</c>.</summary>
    [Required]
    public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>lectern-captions: a path. Default: the one that ships in the folder <c>captions</c> beside the host.</summary>
    public string? CaptionsPath { get; set; }

    /// <summary>A Whisper model in ggml form. Default: the one that ships.</summary>
    public string? ModelPath { get; set; }

    /// <summary>Threads of one caption run. Default: the physical cores.</summary>
    [Range(1, 1024)]
    public int? CaptionThreads { get; set; }

    /// <summary>
    /// Memory that one caption run may allocate, bytes. Default 8 GiB: the largest Whisper model takes about 5.
    /// </summary>
    [Range(1L << 30, 1L << 50)]
    public long CaptionMemoryBytes { get; set; } = 8L << 30;

    /// <summary>A caption run may take this many times the length of the video, and never less than half an hour. Default 10.</summary>
    [Range(1, 1000)]
    public double CaptionTimeFactor { get; set; } = 10;

    /// <summary>
    /// The name of this worker, stable over restarts. Default: <c>worker</c> with a job store in a file, else the name of the machine.
    /// Only one process at a time may bear a name.
    /// </summary>
    [RegularExpression("[A-Za-z0-9._-]{1,100}")]
    public string? Node { get; set; }
}
