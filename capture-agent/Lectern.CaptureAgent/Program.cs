using System.CommandLine;
using Lectern.CaptureAgent.Cli;

return await AgentCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
