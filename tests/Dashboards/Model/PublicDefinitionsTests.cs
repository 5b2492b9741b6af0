using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Model;

/// <summary>The public definitions and their data sets, against counts made by other programs.</summary>
public sealed class PublicDefinitionsTests
{
    private static AssetFolder Load() => AssetFolder.Load([Needs.SharedData("quicksight")]);

    /// <summary>Counts of README.md beside the data: 286 visuals, 151 calculated fields, 245 filter groups.</summary>
    [Fact]
    public void Every_visual_field_and_filter_group_is_found()
    {
        var definitions = Load().Definitions.ToList();

        Assert.Equal(18, definitions.Count);
        Assert.Equal(286, definitions.Sum(definition => definition.Sheets.Sum(sheet => sheet.Visuals.Length)));
        Assert.Equal(151, definitions.Sum(definition => definition.CalculatedFields.Length));
        Assert.Equal(245, definitions.Sum(definition => definition.FilterGroups.Length));
    }

    /// <summary>Each line of MANIFEST.tsv says which definition uses a data set, and under which identifier.</summary>
    [Fact]
    public void Every_declaration_leads_to_the_data_set_of_the_manifest()
    {
        var definitions = Load()
            .Definitions.ToDictionary(definition => Path.GetFileNameWithoutExtension(definition.Asset.File.Path));
        var checkedUses = 0;
        foreach (var line in File.ReadLines(Path.Combine(Needs.SharedData("quicksight"), "MANIFEST.tsv")).Skip(1))
        {
            var cells = line.Split('\t');
            foreach (var use in cells[^1].Split("; ", StringSplitOptions.RemoveEmptyEntries))
            {
                var (definition, identifier) = (use.Split(" as ")[0], use.Split(" as ")[1]);
                var dataSet = definitions[definition].DataSet(identifier)?.DataSet;
                Assert.EndsWith(cells[0], dataSet?.Asset.File.Path, StringComparison.Ordinal);
                checkedUses++;
            }
        }
        // 22 data sets of one definition each, and five that belong to each of five.
        Assert.Equal(22 + (5 * 5), checkedUses);
    }

    /// <summary>A description says what columns come out; the plan must come to the same by itself.</summary>
    [Fact]
    public void The_steps_of_a_described_data_set_lead_to_its_output_columns()
    {
        var described = Load().DataSets.Where(dataSet => dataSet.Json["OutputColumns"].Exists).ToList();

        Assert.Equal(5, described.Count);
        foreach (var dataSet in described)
        {
            var told = dataSet.Json.List("OutputColumns").Select(column => column.Text("Name")).Order();
            Assert.Equal(told, dataSet.Plan.Output?.Columns?.Select(column => column.Name).Order());
        }
    }

    [Fact]
    public void No_public_data_set_refers_to_what_is_not_there() =>
        Assert.All(Load().DataSets, dataSet => Assert.Empty(dataSet.Plan.Problems));
}
