using System.Runtime.InteropServices;
using Lectern.FakeTool;

// An executable that plays ffmpeg or whisper in tests: each word of the command line is done in turn.
//   exit N        sleep SECONDS     out N TEXT     err N TEXT      flood BYTES      echo (stdin to stdout)
//   write FILE BYTES   allocate MIB      burn SECONDS      stubborn (ignores SIGTERM)     finish-on-term
//   wait-q        spawn SECONDS (a child that sleeps, its pid on stdout)     env NAME      host PROGRAM ARG... (see HostMode)
if (args is ["host", .. var hosted])
{
    return await HostMode.RunAsync(hosted);
}

var registrations = new List<PosixSignalRegistration>();
var code = 0;
var queue = new Queue<string>(args);
while (queue.TryDequeue(out var act))
{
    code = await Acts.DoAsync(act, queue, registrations) ?? code;
}

registrations.ForEach(registration => registration.Dispose());
return code;
