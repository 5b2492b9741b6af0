using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Template;
using StudyLake.Events.Lake;

namespace StudyLake.Aws.Snapshot;

/// <summary>Which models are made once for every report and for the look for alerts.</summary>
/// <remarks>
/// What would show free text is left out, for the tables are kept where every analyst may read. A model that reads it and
/// shows none of it is made.
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
                    && model.Description.IsTable
                    && !kept.Contains(model.Name)
                    && !ShowsFreeText(model)
                ),
        ];

        bool ShowsFreeText(SqlModel model) =>
            !model.Description.HidesFreeText
            && model.References.Any(name =>
                hidden.Contains(name) || (catalog.Contains(name) && ShowsFreeText(catalog[name]))
            );
    }
}
