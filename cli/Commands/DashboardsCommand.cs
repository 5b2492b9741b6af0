using System.CommandLine;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake dashboards</c>, the parent of what is done with QuickSight definitions.</summary>
internal static class DashboardsCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new(
            "dashboards",
            "Check, draw, compare and deploy QuickSight definitions: anyone's, or the ones of this repository."
        )
        {
            DashboardsLintCommand.Create(),
            DashboardsRenderCommand.Create(),
            DashboardsDiffCommand.Create(),
            DashboardsDeployCommand.Create(),
            DashboardsStatusCommand.Create(),
            DashboardsPullCommand.Create(),
        };
}
