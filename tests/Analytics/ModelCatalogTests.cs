using System.Collections.Immutable;
using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

public sealed class ModelCatalogTests
{
    [Fact]
    public void Every_model_stands_behind_the_ones_it_reads()
    {
        var catalog = HandmadeLake.Catalog;
        var seen = new HashSet<string>();
        foreach (var model in catalog.Models)
        {
            Assert.All(model.References.Where(catalog.Contains), name => Assert.Contains(name, seen));
            seen.Add(model.Name);
        }
        Assert.True(seen.Count > 25, $"Expected more than 25 models, found {seen.Count}.");
    }

    [Fact]
    public void No_staging_model_reads_a_mart()
    {
        var catalog = HandmadeLake.Catalog;
        foreach (var model in catalog.Models.Where(model => model.Layer == ModelLayer.Staging))
            Assert.All(
                model.References.Where(catalog.Contains),
                name => Assert.Equal(ModelLayer.Staging, catalog[name].Layer)
            );
    }

    [Fact]
    public void Every_table_that_is_read_exists()
    {
        var known = StudyLake
            .Events.Lake.LakeTables.All.Select(RawTables.Name)
            .Concat(Registry.Tables.Select(table => table.Name))
            .Concat(HandmadeLake.Catalog.Models.Select(model => model.Name))
            .Append(StudyLake.Analytics.Reporting.CountingRules.Table)
            .ToHashSet();
        foreach (var model in HandmadeLake.Catalog.Models)
            Assert.All(model.References, name => Assert.Contains(name, known));
    }

    [Fact]
    public void A_name_read_behind_its_own_expression_is_the_expression_and_within_it_the_table()
    {
        var catalog = new ModelCatalog([
            Model("staged", "select * from raw_things"),
            Model("things", "with staged as (select * from staged), things as (select 1 as a) select * from things"),
        ]);
        Assert.Equal(["staged", "things"], catalog.Models.Select(model => model.Name));
        Assert.Equal(["staged"], catalog["things"].References);
    }

    [Fact]
    public void What_a_value_is_distinct_from_is_no_table() =>
        Assert.Equal(
            ["events", "others"],
            SqlModel.ReferencesOf(
                "select a is distinct from b as c, d is not distinct\n from e.f from events join others on true"
            )
        );

    [Fact]
    public void Models_that_read_each_other_are_refused_with_their_circle()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            new ModelCatalog([
                Model("a", "select * from b"),
                Model("b", "select * from c join a on true"),
                Model("c", "select 1"),
            ])
        );
        Assert.Equal("Expected no circle of models, found a -> b -> a.", exception.Message);
    }

    [Fact]
    public void Two_models_of_one_name_are_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            new ModelCatalog([Model("a", "select 1"), Model("a", "select 2")])
        );

    [Fact]
    public void What_stands_behind_a_query_includes_what_its_models_read() =>
        Assert.Equal(
            [
                "stg_repeated_objects",
                "stg_repeated_events",
                "stg_folded_objects",
                "stg_lone_events",
                "stg_objects",
                "stg_unstored_objects",
                "rejected_objects",
            ],
            HandmadeLake.Catalog.Behind("select * from Rejected_Objects -- from instances").Select(model => model.Name)
        );

    [Fact]
    public void A_list_is_written_out_with_what_each_of_its_columns_says()
    {
        Assert.Equal(
            "select\n    patient_age_years,\n    instance_number,\n    number_of_frames,\n    acquisition_duration_s,\n"
                + "    magnetic_field_strength_t,\n    ctdivol_mgy,\n    'c'\nfrom t",
            SqlLists.WriteOut("select\n    {staged_numbers},\n    'c'\nfrom t")
        );
        Assert.StartsWith(
            "  f(a.study_date, 'study_date'),\n  f(a.series_date, 'series_date'),\n",
            SqlLists.WriteOut("  {staged_dates: f(a.*, '*')}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Braces_of_a_pattern_are_no_list() =>
        Assert.Equal("regexp_like(a, '^[0-9]{4}$')", SqlLists.WriteOut("regexp_like(a, '^[0-9]{4}$')"));

    [Fact]
    public void A_list_that_does_not_exist_is_refused_with_those_that_do()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            SqlLists.WriteOut("select {study_texts} from t")
        );
        Assert.Equal(
            "Expected one of the lists compared_columns, staged_dates, staged_numbers, staged_texts, found study_texts.",
            exception.Message
        );
    }

    [Fact]
    public void No_model_has_a_list_that_is_not_written_out() =>
        Assert.All(HandmadeLake.Catalog.Models, model => Assert.DoesNotMatch(@"\{[a-z_]", model.Sql));

    private static SqlModel Model(string name, string sql) =>
        new(name, ModelLayer.Marts, sql, new ModelDescription { Model = name }, References(sql));

    private static ImmutableSortedSet<string> References(string sql) => SqlModel.ReferencesOf(sql);
}
