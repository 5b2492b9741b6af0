using System.Collections.Immutable;

namespace StudyLake.Aws.Cost;

/// <summary>What keeping tables up to date reads.</summary>
/// <param name="Name">One run of it.</param>
/// <param name="Statements">Its statements that Athena bills; what makes or drops a table or view costs nothing.</param>
/// <param name="TimesAMonth">How often it runs in a month of 30 days.</param>
public sealed record UpkeepScan(string Name, ImmutableArray<QueryScan> Statements, double TimesAMonth)
{
    /// <summary>Bytes that one run reads.</summary>
    public double ScannedBytes => Statements.Sum(statement => statement.ScannedBytes);

    /// <summary>Bytes of one run that are billed: of each statement at least <see cref="CostModel.AthenaLeast"/>.</summary>
    public double BilledBytes => Statements.Sum(statement => Math.Max(CostModel.AthenaLeast, statement.ScannedBytes));
}
