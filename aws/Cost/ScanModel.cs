using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Aws.Snapshot;
using StudyLake.Aws.Template;

namespace StudyLake.Aws.Cost;

/// <summary>How many bytes Athena reads for a query, or to compute a table of a run, from the columns that it reads.</summary>
/// <param name="inputs">How much the lake holds.</param>
/// <param name="bytes">What a column weighs.</param>
/// <remarks>
/// Nothing is pruned: tables of the snapshot have no partitions, those of the lake are partitioned by arrival and not by
/// the study date that reports ask for, and statistics of row groups skip none where dates are mixed. A read of a table
/// of the snapshot is reckoned with <c>study_instance_uid</c>, by which a newer build replaces rows of an older one; a table that was made for reports, or by a run, has no newer build.
/// </remarks>
public sealed class ScanModel(ScanInputs inputs, LakeBytes bytes)
{
    private const string Raw = "raw_";

    /// <summary>Rows of a table.</summary>
    public double Rows(string table) =>
        table switch
        {
            "studies" => inputs.Studies,
            "series" => inputs.Studies * inputs.SeriesPerStudy,
            "instances" => inputs.Studies * inputs.InstancesPerStudy,
            UpkeepTable.Index => inputs.Studies
                * inputs.InstancesPerStudy
                * inputs.EventsPerInstance
                * bytes.RowsPerEvent(table),
            _ when !table.StartsWith(Raw, StringComparison.Ordinal) && bytes.Knows(table) => Computed(table),
            _ => inputs.Studies * inputs.InstancesPerStudy * inputs.EventsPerInstance * bytes.RowsPerEvent(table),
        };

    // A table that a run computes grows with instances where it names them, else with series, else with studies; one with a
    // row for each device or day grows less, and has rather too many here.
    private double Computed(string table)
    {
        var level =
            bytes.Knows(table, "sop_instance_uid") || bytes.Knows(table, "object_id") ? "instances"
            : bytes.Knows(table, "series_instance_uid") ? "series"
            : "studies";
        return Rows(level) * bytes.RowsPerEvent(table) / bytes.RowsPerEvent(level);
    }

    /// <summary>Bytes of one reading by a query; 0 for a table of the registry.</summary>
    /// <exception cref="KeyNotFoundException">The table or column was not measured.</exception>
    public double Bytes(TableRead read) =>
        Bytes(
            SnapshotModels.Kept.Contains(read.Table)
                ? read with
                {
                    Columns = [.. read.Columns.Append(SnapshotModels.Study).Distinct(StringComparer.Ordinal)],
                }
                : read,
            1
        );

    /// <summary>What a statement of the upkeep reads, of tables that have a share of a measured one.</summary>
    public QueryScan Statement(string name, IEnumerable<(TableRead Read, UpkeepTable Table)> reads) =>
        Scan(
            name,
            reads
                .Select(item =>
                    (
                        item.Table.Like,
                        Bytes: Bytes(
                            item.Read with
                            {
                                Table = item.Table.Like,
                                Columns =
                                [
                                    .. item.Read.Columns.Where(column =>
                                        item.Table.Columns.IsEmpty || item.Table.Columns.Contains(column)
                                    ),
                                ],
                            },
                            item.Table.Share
                        )
                    )
                )
                .GroupBy(item => item.Like, StringComparer.Ordinal)
                .Select(table => (table.Key, table.Sum(item => item.Bytes), table.Sum(item => item.Bytes)))
        );

    private double Bytes(TableRead read, double share) =>
        Registry.Tables.Any(table => table.Name == read.Table || RegistryFiles.RawName(table) == read.Table)
            ? 0
            : share * read.Times * Rows(read.Table) * read.Columns.Sum(column => bytes.PerRow(read.Table, column));

    /// <summary>What a query reads.</summary>
    public QueryScan Query(string name, IEnumerable<TableRead> reads) =>
        Scan(
            name,
            reads
                .GroupBy(read => read.Table, StringComparer.Ordinal)
                .Select(group =>
                    (
                        group.Key,
                        group.Sum(Bytes),
                        Bytes(new(group.Key, [.. group.SelectMany(read => read.Columns).Distinct()]))
                    )
                )
        );

    private static QueryScan Scan(string name, IEnumerable<(string Table, double Bytes, double Least)> reads)
    {
        var tables = reads.Where(table => table.Bytes > 0).OrderByDescending(table => table.Bytes).ToList();
        return new QueryScan(
            name,
            tables.Sum(table => table.Bytes),
            tables.Sum(table => table.Least),
            tables.Count == 0 ? null : tables[0].Table,
            tables.Count == 0 ? 0 : tables[0].Bytes
        );
    }

    /// <summary>What a report reads.</summary>
    public ReportScan Report(string name, IEnumerable<(string Query, ImmutableArray<TableRead> Reads)> queries) =>
        new(
            name,
            [
                .. queries
                    .Select(query => Query(query.Query, query.Reads))
                    .OrderByDescending(query => query.ScannedBytes)
                    .ThenBy(query => query.Query, StringComparer.Ordinal),
            ]
        );
}
