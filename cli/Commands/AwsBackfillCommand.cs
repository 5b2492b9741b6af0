using System.CommandLine;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws backfill</c></summary>
internal static class AwsBackfillCommand
{
    private static readonly Option<string?> Inventory = new("--inventory")
    {
        Description =
            "An S3 Inventory in CSV: s3://bucket/…/manifest.json, or a CSV file here. Default: list the bucket.",
    };

    private static readonly Option<string> Columns = new("--inventory-columns")
    {
        Description = "Columns of a CSV file that has no manifest, as fileSchema names them.",
        DefaultValueFactory = _ => InventoryColumns.Required,
    };

    private static readonly Option<string> Prefix = new("--prefix")
    {
        Description = "Only keys that begin with it, when the bucket is listed.",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<bool> AllVersions = new("--all-versions")
    {
        Description = "Older versions and delete markers too, when the bucket is listed.",
    };

    private static readonly Option<double> Rate = Rates();

    private static readonly Option<string?> State = new("--state")
    {
        Description =
            "File that says how far it is; it may hold a key. Default: ./studylake-backfill-<stack>.json. Delete it to begin again.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "backfill",
            "Send what the source bucket held before its notifications to ingest; goes on where it stopped."
        )
        {
            AwsCommand.Stack,
            AwsCommand.Region,
            AwsCommand.Profile,
            Inventory,
            Columns,
            Prefix,
            AllVersions,
            Rate,
            State,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var stack = AwsCommand.StackOf(parsed);
        try
        {
            using var job = await BackfillJob.OpenAsync(
                AwsCommand.Line(parsed),
                stack,
                new BackfillChoice
                {
                    Inventory = parsed.GetValue(Inventory),
                    InventoryColumns = parsed.GetValue(Columns) ?? "",
                    Prefix = parsed.GetValue(Prefix) ?? "",
                    AllVersions = parsed.GetValue(AllVersions),
                },
                parsed.GetValue(State) ?? $"studylake-backfill-{stack}.json",
                parsed.GetValue(Rate),
                TimeProvider.System,
                cancellationToken
            );
            var running = job.RunAsync(cancellationToken);
            await ProgressView.ShowAsync(
                "backfill",
                "objects",
                () => new ProgressView.State(job.Sent, null, job.Source),
                running,
                TimeProvider.System
            );
            Console.WriteLine($"{await running:N0} objects sent now, {job.Sent:N0} in all");
            return ExitCodes.Done;
        }
        catch (FormatException exception)
        {
            throw new CommandException(exception.Message, exception);
        }
    }

    private static Option<double> Rates()
    {
        var option = new Option<double>("--rate")
        {
            Description = "Objects a second at most.",
            DefaultValueFactory = _ => 500,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 100_000))
                result.AddError("Expected --rate greater than 0 and at most 100,000.");
        });
        return option;
    }
}
