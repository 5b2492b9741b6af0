using System.Collections.Immutable;

namespace StudyLake.Aws.Snapshot;

/// <summary>What became of the tables of reports.</summary>
/// <param name="Kind">Whether they were made.</param>
/// <param name="Statements">Statements that were run for them.</param>
/// <param name="Failed">Models that are left out, since Athena could not compute them or what they read.</param>
internal sealed record ReportTablesSummary(ReportTablesKind Kind, int Statements, ImmutableArray<string> Failed);

/// <summary>Whether tables of reports were made.</summary>
internal enum ReportTablesKind
{
    /// <summary>There is no snapshot, or none are wanted.</summary>
    Nothing,

    /// <summary>The last are of the same state, or not old enough.</summary>
    UpToDate,

    /// <summary>They were made.</summary>
    Made,

    /// <summary>Another maker was faster.</summary>
    Lost,
}
