using System.Text.Json;
using Lectern.CaptureAgent.Spool;

namespace Lectern.CaptureAgent.Status;

/// <summary>Keeps who this machine is, in a file that only we may read. Another process may enrol the machine anew at any time.</summary>
internal sealed class DeviceStore(AgentFolder folder)
{
    private readonly Lock gate = new();
    private readonly StoredFile<DeviceFile> file = new(folder.Device, AgentJson.Default.DeviceFile);

    /// <summary><see langword="null"/> before it was enrolled.</summary>
    public DeviceFile? Read()
    {
        lock (gate)
        {
            return file.Read();
        }
    }

    public void Write(DeviceFile device)
    {
        lock (gate)
        {
            DurableFile.ReplaceSecret(folder.Device, JsonSerializer.SerializeToUtf8Bytes(device, AgentJson.Default.DeviceFile));
        }
    }

    /// <summary>Writes what follows on what was read, unless something else was written meanwhile.</summary>
    public bool TryChange(DeviceFile before, DeviceFile after)
    {
        lock (gate)
        {
            if (file.Read() != before)
            {
                return false;
            }

            Write(after);
            return true;
        }
    }
}
