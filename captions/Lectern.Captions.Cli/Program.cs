using Lectern.Captions.Cli;

return await CaptionCommand.RunAsync(args).ConfigureAwait(false);
