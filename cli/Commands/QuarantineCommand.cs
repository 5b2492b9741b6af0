using System.CommandLine;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake quarantine</c></summary>
internal static class QuarantineCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<DateOnly?> Day = CommonOptions.Day("Only segments of this arrival date.");
    private static readonly Option<string?> Reason = new("--reason")
    {
        Description = "Only segments with something in quarantine for this reason.",
    };
    private static readonly Argument<string> Batch = new("segment")
    {
        Description = "Name of the segment, as list and show print it.",
    };
    private static readonly Argument<string[]> Batches = new("segments")
    {
        Description = "Names of segments; none for every one that --reason and --dt leave.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var list = new Command("list", "Count what is in quarantine by reason and day.") { Lake }.Does(ListAsync);
        var show = new Command(
            "show",
            "Show offset, size and reason of what is in quarantine of one segment; no bytes of it."
        )
        {
            Batch,
            Lake,
        }.Does(ShowAsync);
        var requeue = new Command(
            "requeue",
            "Read segments again after a fix: a newer program, or a segment restored in the log. Logs that it was done."
        )
        {
            Batches,
            Lake,
            Reason,
            Day,
        }.Does(RequeueAsync);
        return new Command("quarantine", "What of the log could not be read, and how to read it after a fix.")
        {
            list,
            show,
            requeue,
        };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var rows = await QuarantinedSegments.QueryAsync(
            LakeOf(parsed),
            """
            select
                quarantine_reason,
                dt,
                count(distinct batch_name) as segments,
                count(line_offset) as lines,
                count(*) filter (where line_offset is null) as whole_segments,
                cast(sum(line_bytes) as bigint) as bytes
            from raw_quarantined_lines
            group by quarantine_reason, dt
            order by quarantine_reason, dt
            """,
            [],
            cancellationToken
        );
        foreach (var row in rows)
            Console.WriteLine(
                $"{row[0]} {row[1]}: {row[3]:N0} lines and {row[4]:N0} whole segments of {row[2]:N0} segments, {row[5]:N0} bytes"
            );
        if (rows.Count == 0)
            Console.WriteLine("quarantine is empty");
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var batch = parsed.GetValue(Batch) ?? "";
        var rows = await QuarantinedSegments.QueryAsync(
            LakeOf(parsed),
            """
            select dt, line_offset, line_bytes, quarantine_reason
            from raw_quarantined_lines
            where batch_name = ?
            order by line_offset
            """,
            [batch],
            cancellationToken
        );
        if (rows.Count == 0)
            throw new CommandException(
                "Expected the name of a segment with something in quarantine, found none of it."
            );
        foreach (var row in rows)
            Console.WriteLine(
                row[1] is null
                    ? $"{row[0]} whole segment: {row[3]}, {row[2]:N0} bytes"
                    : $"{row[0]} offset {row[1]:N0}: {row[3]}, {row[2]:N0} bytes"
            );
        Console.WriteLine(
            $"the bytes are in quarantine/dt={rows[0][0]}/ of the lake; they hold what the log holds, pseudonyms included"
        );
        return ExitCodes.Done;
    }

    private static async Task<int> RequeueAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = LakeOf(parsed);
        var result = await QuarantinedSegments.RequeueAsync(
            lake,
            parsed.GetValue(Batches) ?? [],
            parsed.GetValue(Reason),
            parsed.GetValue(Day),
            TimeProvider.System,
            cancellationToken
        );
        Console.WriteLine(
            $"requeued {result.Segments:N0} segments of {result.Days:N0} days: {result.Before:N0} in quarantine before, {result.After:N0} now"
        );
        return result.After == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static string LakeOf(ParseResult parsed) => StudyLake.Cli.Lake.LakeAt.Folder(parsed.GetValue(Lake));
}
