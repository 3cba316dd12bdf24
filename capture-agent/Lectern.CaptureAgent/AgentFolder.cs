namespace Lectern.CaptureAgent;

/// <summary>The names of what lies in the agent's data folder.</summary>
/// <param name="root">The folder.</param>
internal sealed class AgentFolder(string root)
{
    public static string Default => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Lectern")
        : "/var/lib/lectern-agent";

    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Who this machine is to the tool, with its key.</summary>
    public string Device => Path.Combine(Root, "device.json");

    /// <summary>An enrolment on its way.</summary>
    public string Enrolment => Path.Combine(Root, "enrolment.json");

    /// <summary>The last <see cref="Contracts.Devices.AgentSettings"/> of the tool.</summary>
    public string Settings => Path.Combine(Root, "settings.json");

    /// <summary>The last <see cref="Contracts.Schedules.Schedule"/> of the tool.</summary>
    public string Schedule => Path.Combine(Root, "schedule.json");

    /// <summary>What is recorded now and which orders were carried out.</summary>
    public string Plan => Path.Combine(Root, "plan.json");

    /// <summary>Which runs of the agent the tool may have heard of.</summary>
    public string Runs => Path.Combine(Root, "runs.json");

    /// <summary>What time the agent goes by.</summary>
    public string Anchor => Path.Combine(Root, "clock.json");

    /// <summary>The encoders that live now.</summary>
    public string Children => Path.Combine(Root, "children.pids");

    /// <summary>What was logged of late; earlier ones have a number before their ending.</summary>
    public string Log => Path.Combine(Root, "agent.log");

    /// <summary>A folder for each version that an update brought.</summary>
    public string Versions => Path.Combine(Root, "versions");

    /// <summary>Which of them runs.</summary>
    public string CurrentVersion => Path.Combine(Root, "current.json");

    /// <summary>A folder for each recording.</summary>
    public string Spool => Path.Combine(Root, "spool");

    /// <summary>Makes the folder. It holds what was said in a room: nobody else on the machine reads it.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
