using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Template;
using StudyLake.Events.Lake;

namespace StudyLake.Aws.Snapshot;

/// <summary>Which models are made once for every report and for the look for alerts.</summary>
/// <remarks>
/// Whatever leads to free text is left out: the tables are kept where every analyst may read, and who makes them has no
/// right to it.
/// </remarks>
internal static class ReportModels
{
    /// <summary>The names that the queries of reports, by whatever rule they count, and of alerts read, as one text.</summary>
    public static string Asked(ModelCatalog catalog) =>
        string.Join(
            ' ',
            catalog
                .Models.Where(model => model.Layer == ModelLayer.Reports)
                .SelectMany(model =>
                    Enum.GetValues<CountingRule>().Select(rule => CountingRules.Resolve(model.Sql, rule))
                )
                .Append(OpenAlerts.Sql)
                .SelectMany(SqlModel.ReferencesOf)
                .Distinct(StringComparer.Ordinal)
        );

    /// <summary>The models to make, each behind what it reads.</summary>
    public static ImmutableArray<SqlModel> Of(ModelCatalog catalog)
    {
        var hidden = LakeTables.All.Where(ResourceName.IsFreeText).Select(RawTables.Name).ToHashSet();
        var kept = SnapshotModels.Kept.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. catalog
                .Behind(Asked(catalog), kept)
                .Where(model =>
                    model.Layer != ModelLayer.Reports
                    && model.Description.IsStored
                    && !kept.Contains(model.Name)
                    && !catalog.Behind(model.Name).Any(behind => behind.References.Any(hidden.Contains))
                ),
        ];
    }
}
