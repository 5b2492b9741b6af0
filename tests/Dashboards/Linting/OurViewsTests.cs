using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;

namespace StudyLake.Tests.Dashboards.Linting;

/// <summary>Data sets over our own views, held against the columns that analytics/marts/volume_daily.yml lists.</summary>
public sealed class OurViewsTests
{
    private const string Sql =
        "select site_name as institution, modality, study_date, sum(exam_count) as exams from volume_daily "
        + "where study_date >= date '2020-01-01' -- since the move\n group by site_name, modality, study_date";

    [Fact]
    public void Columns_and_types_of_the_view_are_accepted() => Assert.Empty(Lint(DataSet(Sql)));

    [Theory]
    [InlineData("volume_daily", "volume_dayly", "Expected a view of this system, found 'volume_dayly'.")]
    [InlineData("modality,", "modaltiy,", "Expected a column of 'volume_daily', found 'modaltiy'.")]
    [InlineData("exam_count", "exams_count", "Expected a column of 'volume_daily', found 'exams_count'.")]
    [InlineData(
        "as institution",
        "as site",
        "Expected the columns of the data set to come from its SQL, found 'institution' nowhere there."
    )]
    public void What_the_view_does_not_have_is_found(string right, string wrong, string message)
    {
        var findings = Lint(DataSet(Sql.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.All(findings, finding => Assert.Equal("QS115", finding.Code));
        Assert.Contains(message, findings.Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("institution", "INTEGER", "Expected 'institution' as STRING, for the view has varchar, found INTEGER.")]
    [InlineData("study_date", "STRING", "Expected 'study_date' as DATETIME, for the view has date, found STRING.")]
    public void Another_type_than_the_view_has_is_found(string column, string type, string message)
    {
        var dataSet = DataSet(Sql);
        var columns = SmallDashboard.At(dataSet, "PhysicalTableMap/volume/CustomSql/Columns").AsArray();
        columns.Single(item => (string?)item?["Name"] == column)?.AsObject()["Type"] = type;

        var finding = Assert.Single(Lint(dataSet));

        Assert.Equal(("QS116", message), (finding.Code, finding.Message));
    }

    [Fact]
    public void A_view_may_stand_behind_its_database() =>
        Assert.Empty(
            Lint(DataSet(Sql.Replace("from volume", "from \"${Database}\".volume", StringComparison.Ordinal)))
        );

    [Fact]
    public void Data_sets_of_another_source_are_left_alone()
    {
        var dataSet = DataSet("select a from their_table");
        SmallDashboard.At(dataSet, "PhysicalTableMap/volume/CustomSql").AsObject()["DataSourceArn"] =
            "arn:aws:quicksight:eu-central-1:111122223333:datasource/theirs";

        Assert.Empty(Lint(dataSet));
    }

    private static JsonObject DataSet(string sql) =>
        JsonNode
            .Parse(
                """
                { "DataSetId": "volume", "ImportMode": "SPICE", "Name": "Volume", "PhysicalTableMap": { "volume": { "CustomSql": {
                    "DataSourceArn": "${DataSourceArn}", "Name": "volume", "SqlQuery": "", "Columns": [
                        { "Name": "institution", "Type": "STRING" }, { "Name": "modality", "Type": "STRING" },
                        { "Name": "study_date", "Type": "DATETIME" }, { "Name": "exams", "Type": "INTEGER" } ] } } } }
                """
            )
            ?.AsObject()
            is { } dataSet
            ? With(dataSet, sql)
            : [];

    private static JsonObject With(JsonObject dataSet, string sql)
    {
        SmallDashboard.At(dataSet, "PhysicalTableMap/volume/CustomSql").AsObject()["SqlQuery"] = sql;
        return dataSet;
    }

    private static ImmutableArray<Finding> Lint(JsonObject dataSet) =>
        new Linter()
            .Run(AssetFolder.Of([AssetFile.Parse("volume.json", Encoding.UTF8.GetBytes(dataSet.ToJsonString()))]))
            .Findings;
}
