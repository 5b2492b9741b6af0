using System.Collections.Immutable;
using System.Text.RegularExpressions;
using StudyLake.Aws.Snapshot;

namespace StudyLake.Aws.Cost;

/// <summary>How much of which measured table a table of a build has.</summary>
/// <param name="Like">The measured table.</param>
/// <param name="Share">Its rows as a share of those, 0 to 1.</param>
/// <param name="Columns">The columns that weigh anything; empty for all.</param>
public sealed partial record UpkeepTable(string Like, double Share, ImmutableArray<string> Columns)
{
    /// <summary>The table of <c>lake-bytes.csv</c> that has the columns of a build's index of events.</summary>
    public const string Index = "snapshot_index";

    /// <summary>Of a base a delta has between nothing and the share at which a base is made anew: half of it on average.</summary>
    private static readonly double Delta = new SnapshotOptions { LakeBucket = "", Database = "" }.LargestDelta / 2;

    /// <summary>What an addition folds: the studies of the day so far, half a day on average.</summary>
    private const double HalfDay = 0.5 / 365;

    /// <summary>A partition of the lake is a day of the year that it holds.</summary>
    private const double Day = 1.0 / 365;

    /// <summary>The table that a statement reads.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isAddition">Whether an addition reads it, which names the partitions.</param>
    public static UpkeepTable Of(string name, bool isAddition)
    {
        if (Named().Match(name) is not { Success: true } match)
            return new(name, isAddition && name.StartsWith("raw_", StringComparison.Ordinal) ? Day : 1, []);
        var table = match.Groups["table"].Value;
        var isWhole = match.Groups["number"].ValueSpan is "000001";
        if (match.Groups["bucket"].Success)
            return new(table, isWhole ? 1 : HalfDay, []);
        return table switch
        {
            "tail" => new(SnapshotModels.Raw, HalfDay, []),
            "new" => new(Index, isWhole ? 1 : HalfDay, []),
            "index" => new(Index, isWhole ? 1 : Delta, []),
            "touched" => new("studies", isWhole ? 1 : HalfDay, [SnapshotModels.Study]),
            "named" => new("studies", Delta, [SnapshotModels.Study]),
            "keys" => new(Index, isWhole ? 1 : HalfDay, ["object_key"]),
            _ => new(table, isWhole || match.Groups["reports"].Success ? 1 : Delta, []),
        };
    }

    [GeneratedRegex(
        "^snapshot_(?<number>[0-9]{6})_[0-9]{14}_(?:refolded_(?<bucket>[0-9]{2})_|(?<reports>reports)_)?(?<table>.+)$"
    )]
    private static partial Regex Named();
}
