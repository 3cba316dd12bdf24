using System.CommandLine;
using Lectern.Host.Commands;
using Microsoft.Extensions.Options;

try
{
    return await LecternCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OptionsValidationException exception)
{
    return Faults.Print(exception.Failures);
}
catch (OperationCanceledException)
{
    // Told to stop before the work was done: the shell's own number for that.
    return 130;
}
