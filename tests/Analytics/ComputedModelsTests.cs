using System.Text.RegularExpressions;
using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

/// <summary>Texts that read computed tables; expected ones are written by hand.</summary>
public sealed class ComputedModelsTests
{
    private static readonly Dictionary<string, string> Exams = new()
    {
        ["exams"] = "p_exams",
        ["studies"] = "p_studies",
    };

    [Theory]
    [InlineData("select exams.a from exams", "select exams.a from p_exams as exams")]
    [InlineData("select e.a from exams as e", "select e.a from p_exams as e")]
    [InlineData("select count(*) as exams from exams", "select count(*) as exams from p_exams as exams")]
    [InlineData(
        "with studies as (select * from studies) select * from studies",
        "with studies as (select * from p_studies as studies) select * from studies"
    )]
    [InlineData(
        "with a as (select 1 as x) select * from a left join exams on a.x = exams.x",
        "with a as (select 1 as x) select * from a left join p_exams as exams on a.x = exams.x"
    )]
    [InlineData(
        "select 'from exams' as a -- from exams\nfrom series",
        "select 'from exams' as a -- from exams\nfrom series"
    )]
    [InlineData("select a is distinct from exams from series", "select a is distinct from exams from series")]
    [InlineData(
        "select /* of\nall */ a from exams\njoin studies as s on true",
        "select /* of\nall */ a from p_exams as exams\njoin p_studies as s on true"
    )]
    public void Only_a_name_that_is_read_is_changed(string sql, string expected) =>
        Assert.Equal(expected, SqlReferences.Redirected(sql, Exams));

    [Theory]
    [InlineData(
        "-- One.\nwith a as (select 1) select * from a order by 1",
        "with x as (y),\n\na as (select 1) select * from a order by 1"
    )]
    [InlineData("select 1", "with x as (y)\n\nselect 1")]
    public void Expressions_stand_before_those_of_the_query(string sql, string expected) =>
        Assert.Equal(expected, SqlReferences.Prepended(sql, "x as (y)"));

    [Fact]
    public void No_text_reads_a_model_that_is_computed_by_its_own_name()
    {
        var catalog = HandmadeLake.Catalog;
        HashSet<string> provided = ["instances", "series", "studies"];
        var models = new ComputedModels(catalog, ModelSource.OfOwnNames(provided), "run_");
        var tables = catalog
            .Views.Where(model => model.Description.IsTable && !provided.Contains(model.Name))
            .ToDictionary(model => model.Name);
        Assert.True(tables.Count > 20);
        foreach (var model in catalog.Models)
        {
            var text = models.Over(model.Sql);
            // Within an expression others may be defined, by names that models have too.
            var defined = Regex.Matches(text, @"(\w+) as \(").Select(match => match.Groups[1].Value);
            var read = SqlModel.ReferencesOf(text).Except(defined).ToHashSet();
            // What is left under its own name leads to no computed model either, through whatever views.
            var left = catalog.Behind(string.Join(' ', read), provided).Select(item => item.Name);
            Assert.True(!left.Any(tables.ContainsKey), $"{model.Name}: {string.Join(' ', read)}");
            Assert.Subset(
                models.Behind(model.Sql).Select(item => $"run_{item.Name}").ToHashSet(),
                read.Where(name => name.StartsWith("run_", StringComparison.Ordinal)).ToHashSet()
            );
        }
    }

    [Fact]
    public void Tables_stand_behind_what_they_read()
    {
        var models = new ComputedModels(
            HandmadeLake.Catalog,
            ModelSource.OfOwnNames(["instances", "series", "studies"]),
            ""
        );
        var tables = models.Behind("select * from device_gaps").Select(model => model.Name).ToList();
        Assert.True(tables.IndexOf("exam_times") < tables.IndexOf("device_gaps"));
        Assert.True(tables.IndexOf("series_times") < tables.IndexOf("exam_times"));
        Assert.DoesNotContain("studies", tables);
        // A column or word of a model's name reads nothing.
        Assert.Empty(models.Behind("select 1 as devices, 'device_gaps' as a from studies"));
    }
}
