using System.CommandLine;
using System.Globalization;
using StudyLake.Cli.Log;
using StudyLake.Cli.Query;
using StudyLake.Cli.Snapshot;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake snapshot</c></summary>
internal static class SnapshotCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();

    private static readonly Option<bool> Rebuild = new("--rebuild")
    {
        Description = "Fold every study again, instead of those that new events touch.",
    };

    private static readonly Option<bool> Drop = new("--drop")
    {
        Description = "Delete the snapshot. Queries give the same rows without it, more slowly.",
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Compare what is read with the snapshot and without, row by row.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "snapshot",
            "Keep what the events add up to, so that queries fold only what came later. Changes no result; safe to repeat and to interrupt."
        )
        {
            Lake,
            Registry,
            Rebuild,
            Drop,
            Check,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var lake = Path.GetFullPath(parsed.GetValue(Lake) ?? "lake");
        if (!Directory.Exists(lake))
            throw new CommandException("Expected a lake, found no folder of that name.");
        if (parsed.GetValue(Check))
            return await CheckAsync(lake, parsed.GetValue(Registry), cancellationToken);
        using var lakeLock = LakeLock.Take(lake, "transform");
        if (parsed.GetValue(Drop) || parsed.GetValue(Rebuild))
            new SnapshotFolder(lake).Drop();
        if (parsed.GetValue(Drop))
        {
            Console.WriteLine("snapshot deleted");
            return ExitCodes.Done;
        }
        var summary = await BuildAsync(lake, parsed.GetValue(Registry), cancellationToken);
        Console.WriteLine(Describe(summary));
        return ExitCodes.Done;
    }

    private static async Task<SnapshotSummary> BuildAsync(
        string lake,
        string? registry,
        CancellationToken cancellationToken
    )
    {
        NativeHeap.Share();
        await using var session = await LakeSession.OpenAsync(
            lake,
            registry,
            cancellationToken,
            useSnapshot: false,
            memoryLimitMebibytes: new SnapshotOptions().MemoryMebibytes
        );
        var latest = new Latest();
        var work = session.BuildSnapshotAsync(latest, TimeProvider.System, cancellationToken);
        await ProgressView.ShowAsync("snapshot", "buckets", latest.Shown, work, TimeProvider.System);
        return await work;
    }

    private static async Task<int> CheckAsync(string lake, string? registry, CancellationToken cancellationToken)
    {
        await using var with = await LakeSession.OpenAsync(lake, registry, cancellationToken);
        if (!with.UsesSnapshot)
            throw new CommandException(
                "Expected a snapshot of this lake, registry and version, found none: 'studylake snapshot' makes it."
            );
        await using var without = await LakeSession.OpenAsync(lake, registry, cancellationToken, useSnapshot: false);
        var differences = 0L;
        string[] models = [.. SnapshotModels.Kept, SnapshotStorage.Model];
        foreach (var model in models)
        {
            var (rows, differing) = await SnapshotComparison.CompareAsync(with, without, model, cancellationToken);
            differences += differing;
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{model, -18} {rows, 12:N0} rows {differing, 8:N0} differ")
            );
        }
        Console.WriteLine($"{models.Length} models compared, differences {differences:N0}");
        return differences == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static string Describe(SnapshotSummary summary) =>
        summary.Kind switch
        {
            SnapshotBuildKind.UpToDate => $"up to date: {summary.Kept:N0} instances",
            SnapshotBuildKind.Whole => $"every study folded: {summary.Written:N0} instances",
            SnapshotBuildKind.Merged => $"brought together: {summary.Written:N0} instances",
            _ => $"touched studies folded: {summary.Written:N0} instances",
        };

    private sealed class Latest : IProgress<SnapshotProgress>
    {
        private volatile int _done;
        private volatile int _buckets;

        public void Report(SnapshotProgress value) => (_buckets, _done) = (value.Buckets, value.Done);

        public ProgressView.State Shown() => new(_done, _buckets == 0 ? null : _buckets, "");
    }
}
