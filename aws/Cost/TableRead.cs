using System.Collections.Immutable;

namespace StudyLake.Aws.Cost;

/// <summary>A reading of a stored table by a query.</summary>
/// <param name="Table">The table: one of the snapshot or of the run, of the lake with <c>raw_</c> before its name, or of
/// the registry.</param>
/// <param name="Columns">The columns that are read, each once; none where rows are only counted.</param>
/// <param name="Times">How often the query reads them.</param>
public sealed record TableRead(string Table, ImmutableArray<string> Columns, long Times = 1);
