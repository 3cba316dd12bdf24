using Lectern.Host.Commands;

return await LecternCommand.Create().Parse(args).InvokeAsync();
