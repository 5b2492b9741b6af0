using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using StudyLake.Aws.QuickSight;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake dashboards status</c></summary>
internal static class DashboardsStatusCommand
{
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "status",
            "Say what of the definitions is deployed, in which version and state, whether it differs, and how fresh its rows are."
        ).WithTarget(hasPrincipals: false);
        command.Options.Add(Json);
        return command.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var assets = DashboardsTarget.Assets(DashboardsTarget.Folder(parsed));
        var (connection, stage) = await DashboardsTarget.OpenAsync(parsed, cancellationToken);
        using (connection)
        {
            var found = await new DeploymentStatus(connection, stage).GetAsync(assets, cancellationToken);
            if (parsed.GetValue(Json))
                Console.WriteLine(JsonSerializer.Serialize(found.Select(Row)));
            else
                foreach (var status in found)
                    Print(status);
            return found.All(status => status.IsWell) ? ExitCodes.Done : ExitCodes.Incomplete;
        }
    }

    private static void Print(AssetStatus status)
    {
        var version = status.Version is { } latest
            ? $" version {latest}{(status.PublishedVersion is { } shown && shown != latest ? $", shown is {shown}" : "")}"
            : "";
        Say($"{status.Kind, -18} {status.Id, -32} {State(status)}{version}{At(", changed ", status.UpdatedAt)}");
        foreach (var error in status.Errors)
            Say($"    {error}");
        foreach (var path in status.Differences)
            Say($"    differs at {path}");
        if (status.Ingestion is { } ingestion)
        {
            var dropped = ingestion.DroppedRows is > 0 and var count ? $", {count:N0} dropped" : "";
            var rows = ingestion.Rows is { } read ? $", {read:N0} rows{dropped}" : "";
            Say($"    last read {ingestion.Status}{At(" ", ingestion.StartedAt)}{rows}");
            if (ingestion.Error is { } reason)
                Say($"    {reason}");
        }
    }

    private static string State(AssetStatus status) =>
        !status.IsDeployed ? "not deployed"
        : status.Status is { } failed && failed.EndsWith("_FAILED", StringComparison.Ordinal) ? failed
        : Word(status.Drift);

    private static string Word(Drift drift) =>
        drift switch
        {
            Drift.None => "as the file",
            Drift.File => "file changed since",
            Drift.QuickSight => "changed in QuickSight since",
            Drift.Both => "file and QuickSight changed since",
            _ => "differs",
        };

    private static string At(string before, DateTime? at) =>
        at is { } time ? before + time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";

    private static void Say(string line) => Console.WriteLine(TerminalText.Of(line));

    private static Dictionary<string, object?> Row(AssetStatus status) =>
        new()
        {
            ["file"] = status.File,
            ["kind"] = status.Kind,
            ["id"] = status.Id,
            ["is_deployed"] = status.IsDeployed,
            ["status"] = status.Status,
            ["errors"] = status.Errors,
            ["version"] = status.Version,
            ["published_version"] = status.PublishedVersion,
            ["updated_at"] = status.UpdatedAt,
            ["drift"] = status.IsDeployed ? Word(status.Drift) : null,
            ["differences"] = status.Differences,
            ["ingestion_status"] = status.Ingestion?.Status,
            ["ingestion_at"] = status.Ingestion?.StartedAt,
            ["ingestion_rows"] = status.Ingestion?.Rows,
            ["ingestion_error"] = status.Ingestion?.Error,
        };
}
