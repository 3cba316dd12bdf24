using Lectern.Transcode.Cli;

return await TranscodeCommand.Build().Parse(args).InvokeAsync();
