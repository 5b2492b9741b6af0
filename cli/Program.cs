using StudyLake.Cli.Commands;

return await Root.RunAsync(args);
