using System.Collections.Immutable;

namespace StudyLake.Aws.Cost;

/// <summary>What one query reads.</summary>
/// <param name="Query">Its name.</param>
/// <param name="ScannedBytes">Bytes of the columns that it reads, each time it reads them.</param>
/// <param name="LeastBytes">Bytes of those columns, were each table read only once: no way of asking reads less.</param>
/// <param name="HeaviestTable">The table of which it reads most; null when it reads none.</param>
/// <param name="HeaviestBytes">Bytes of that.</param>
public sealed record QueryScan(
    string Query,
    double ScannedBytes,
    double LeastBytes,
    string? HeaviestTable,
    double HeaviestBytes
);

/// <summary>What one making of a report reads.</summary>
/// <param name="Report">Its name.</param>
/// <param name="Queries">Its queries, the largest first.</param>
public sealed record ReportScan(string Report, ImmutableArray<QueryScan> Queries)
{
    /// <summary>Bytes that a report should not read more of.</summary>
    public const double Limit = 100e6;

    /// <summary>Bytes of all queries.</summary>
    public double ScannedBytes => Queries.Sum(query => query.ScannedBytes);

    /// <summary>Bytes of all queries, were each table read only once by each.</summary>
    public double LeastBytes => Queries.Sum(query => query.LeastBytes);

    /// <summary>Bytes that are billed: of each query at least <see cref="CostModel.AthenaLeast"/>.</summary>
    public double BilledBytes => Queries.Sum(query => Math.Max(CostModel.AthenaLeast, query.ScannedBytes));

    /// <summary>Bytes above <see cref="Limit"/>; 0 within it.</summary>
    public double ExcessBytes => Math.Max(0, ScannedBytes - Limit);
}
