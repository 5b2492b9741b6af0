using System.CommandLine;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Cli.Query;
using StudyLake.Transform;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake status</c></summary>
internal static class StatusCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("status", "Say what is in the lake, how fresh it is, and whether its numbers reconcile.")
        {
            Lake,
            Registry,
            Json,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = Path.GetFullPath(parsed.GetValue(Lake) ?? "lake");
        await using var session = await LakeSession.OpenAsync(lake, parsed.GetValue(Registry), cancellationToken);
        var segments = FolderEventLog.Segments(lake);
        var (pending, _) = await new PendingTransform(new FolderLakeStore(lake), new TransformOptions()).ListAsync(
            cancellationToken
        );
        await using var counts = await session.QueryAsync(Counts, [], cancellationToken);
        var row = (await counts.ToArrayAsync(cancellationToken))[0];
        await using var gaps = await session.QueryAsync(Gaps, [], cancellationToken);
        var differences = await gaps.ToArrayAsync(cancellationToken);
        var facts = new List<(string Name, object? Value)>
        {
            ("log_segments", segments.Count),
            ("pending_segments", pending.Length),
        };
        facts.AddRange(counts.Columns.Select((column, i) => (column.Name, row[i])));
        facts.Add(("reconciles", differences.Length == 0));
        Print(facts, parsed.GetValue(Json));
        foreach (var gap in differences)
            await Console.Error.WriteLineAsync($"does not reconcile: {TerminalText.Of(string.Join(", ", gap))}");
        return differences.Length == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private const string Counts = """
        select
            (select count(*) from raw_study_events) as events,
            (select count(*) from instances) as instances,
            (select count(*) from series) as series,
            (select count(*) from studies) as studies,
            (select count(*) from rejected_objects) as rejected_objects,
            (select count(*) from raw_quarantined_lines) as quarantined_lines,
            (select max(last_recorded_at) from raw_transform_batches) as data_complete_to
        """;

    private const string Gaps = """
        select check_name, subject, expected_count, found_count, reason
        from reconciliation
        where not is_reconciled
        order by check_name, subject
        """;

    private static void Print(List<(string Name, object? Value)> facts, bool json)
    {
        if (json)
        {
            Console.WriteLine(
                System.Text.Json.JsonSerializer.Serialize(facts.ToDictionary(fact => fact.Name, fact => fact.Value))
            );
            return;
        }
        foreach (var (name, value) in facts)
        {
            var text = value switch
            {
                bool flag => flag ? "yes" : "no",
                int or long => $"{value:N0}",
                DateTime moment => $"{moment:yyyy-MM-dd HH:mm:ss} UTC",
                _ => value?.ToString() ?? "none",
            };
            Console.WriteLine($"{name.Replace('_', ' ') + ":", -20} {text}");
        }
    }
}
