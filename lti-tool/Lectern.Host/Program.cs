using System.CommandLine;
using Lectern.Core;
using Lectern.Host.Commands;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

try
{
    return await LecternCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OptionsValidationException exception)
{
    return Faults.Print(exception.Failures);
}
catch (OperatorException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
catch (IOException exception) when (exception.InnerException is AddressInUseException)
{
    Console.Error.WriteLine($"Lectern can't listen: {exception.Message}");
    return 2;
}
catch (OperationCanceledException)
{
    // Told to stop before the work was done: the shell's own number for that.
    return 130;
}
