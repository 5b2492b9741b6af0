using System.Diagnostics;
using StudyLake.Dashboards.Schema;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Linting;

public sealed class ServiceSchemaTests
{
    /// <summary>Limits of the QuickSight API Reference.</summary>
    [Theory]
    [InlineData("SheetDefinitionList", 20)]
    [InlineData("VisualList", 75)]
    [InlineData("DataSetIdentifierDeclarationList", 50)]
    [InlineData("CalculatedFieldExpression", 32_000)]
    [InlineData("GridLayoutElementColumnSpan", 36)]
    [InlineData("SqlQuery", 168_000)]
    public void Limits_are_those_of_the_reference(string shape, double maximum) =>
        Assert.Equal(maximum, ServiceSchema.Embedded[shape].Maximum);

    [Theory]
    [InlineData("Visual", true)]
    [InlineData("DimensionField", true)]
    [InlineData("PhysicalTable", true)]
    [InlineData("FilterOperationSelectedFieldsConfiguration", false)]
    [InlineData("SheetDefinition", false)]
    public void Unions_are_told_from_structures(string shape, bool isUnion) =>
        Assert.Equal(isUnion, ServiceSchema.Embedded[shape].IsUnion);

    [Theory]
    [InlineData("ShortRestrictiveResourceId", "a-b_c1", true)]
    [InlineData("ShortRestrictiveResourceId", "a b", false)]
    [InlineData("ShortRestrictiveResourceId", "é", false)]
    [InlineData("ParameterName", "Days30", true)]
    [InlineData("ParameterName", "Days_30", false)]
    [InlineData("PhysicalTableId", "a_b", false)]
    [InlineData("HexColor", "#00FFAA\n", false)]
    [InlineData("NonEmptyString", "two\nlines", true)]
    public void A_pattern_is_tested_against_the_whole_text(string shape, string text, bool matches) =>
        Assert.Equal(matches, ServiceSchema.Embedded[shape].Matches(text));

    [Fact]
    public async Task The_facts_are_what_botocore_gives()
    {
        var python = Needs.Tool("python3");
        var version = ServiceSchema.Embedded.Source.Split("botocore ")[1].Split(',')[0];
        Needs.PythonModule(python, "botocore", version);
        var start = new ProcessStartInfo(python)
        {
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(Repository.Root, "dashboards", "Schema", "generate.py"), "--check" },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Expected python3 to start.");
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
    }
}
