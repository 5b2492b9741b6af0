using System.CommandLine;

namespace StudyLake.Cli.Commands;

/// <summary>The <c>studylake</c> command line.</summary>
internal static class Root
{
    // Long enough to finish the files in hand and write the open segment; the default of two seconds is not.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromMinutes(2);

    /// <summary>Runs one command line and gives the exit code; see <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "Event-sourced analytics for DICOM metadata: a folder of DICOM becomes an event log, Parquet and SQL."
        );
        root.Subcommands.Add(IngestCommand.Create());
        root.Subcommands.Add(TransformCommand.Create());
        root.Subcommands.Add(SnapshotCommand.Create());
        root.Subcommands.Add(CompactCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(QuarantineCommand.Create());
        root.Subcommands.Add(ReconcileCommand.Create());
        root.Subcommands.Add(QueryCommand.Create());
        root.Subcommands.Add(ViewsCommand.Create());
        root.Subcommands.Add(ShowCommand.Create());
        root.Subcommands.Add(ReportCommand.Create());
        root.Subcommands.Add(PreviewCommand.Create());
        root.Subcommands.Add(RegistryCommand.Create());
        root.Subcommands.Add(AlertsCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(LocateCommand.Create());
        root.Subcommands.Add(DashboardsCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(AwsCommand.Create());
        root.Subcommands.Add(CostCommand.Create());
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // The library prints the errors and the help; only the exit code is ours.
            await parsed.InvokeAsync();
            return ExitCodes.Usage;
        }
        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
            }
        );
    }
}
