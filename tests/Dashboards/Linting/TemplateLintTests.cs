using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Linting;

/// <summary>Definitions that a team keeps in CloudFormation templates.</summary>
public sealed class TemplateLintTests
{
    // CloudFormation makes a number of the text "10" itself.
    public static TheoryData<string, bool> MutantNames =>
        new(
            from mutant in Mutants.All
            where mutant.Name != "s04 wrong type"
            from isYaml in new[] { false, true }
            select (mutant.Name, isYaml)
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Resources_without_fault_give_no_finding(bool isYaml)
    {
        var report = Lint(TemplateOf.Resources(new SmallDashboard()), isYaml);

        Assert.Empty(report.Findings);
        Assert.Equal((1, 3, 0), (report.FileCount, report.VisualCount, report.UnknownDataSets));
    }

    [Theory]
    [MemberData(nameof(MutantNames))]
    public void A_fault_is_found_in_a_resource_as_in_a_request(string name, bool isYaml)
    {
        var (_, code, change) = Mutants.All.Single(mutant => mutant.Name == name);
        var dashboard = new SmallDashboard();
        change(dashboard);

        Assert.Equal(
            [code],
            Lint(TemplateOf.Resources(dashboard), isYaml).Findings.Select(finding => finding.Code).Distinct()
        );
    }

    [Fact]
    public void A_finding_names_file_resource_path_and_line()
    {
        const string template = """
            AWSTemplateFormatVersion: "2010-09-09"
            Parameters:
              Account: { Type: String }
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
              Volume:
                Type: AWS::QuickSight::Analysis
                Properties:
                  AwsAccountId: !Ref Account
                  AnalysisId: volume
                  Name: !Sub "Volume of ${AWS::StackName}"
                  Definition:
                    DataSetIdentifierDeclarations:
                      - Identifier: exams
                        DataSetArn: !ImportValue ExamsArn
                    Sheets:
                      - SheetId: first sheet
                        Name: Volume
            """;

        var finding = Assert.Single(TemplateOf.Lint("volume.yaml", template).Findings);

        Assert.Equal(
            ("QS005", "$.Resources.Volume.Properties.Definition.Sheets[0].SheetId", 18),
            (finding.Code, finding.Path, finding.Line)
        );
        Assert.EndsWith("/volume.yaml", finding.File, StringComparison.Ordinal);
    }

    /// <summary>Whatever value is left to a deployment, it may be the right one.</summary>
    [Fact]
    public void A_value_that_an_intrinsic_function_gives_is_never_a_finding()
    {
        var whole = TemplateOf.Resources(new SmallDashboard());
        var places = Places(whole["Resources"]?["Overview"]?["Properties"], "Resources/Overview/Properties")
            .Concat(Places(whole["Resources"]?["Exams"]?["Properties"], "Resources/Exams/Properties"))
            .ToList();
        Assert.InRange(places.Count, 300, 2000);
        var wrong = new List<string>();
        foreach (var place in places)
        {
            var template = whole.DeepClone().AsObject();
            var (parent, name) = (place[..place.LastIndexOf('/')], place[(place.LastIndexOf('/') + 1)..]);
            var around = SmallDashboard.At(template, parent);
            var isText = SmallDashboard.At(template, place).GetValueKind() == JsonValueKind.String;
            var given = JsonNode.Parse(isText ? """{"Fn::Sub":"a ${Given} b"}""" : """{"Ref":"Given"}""");
            if (around is JsonArray list)
                list[int.Parse(name)] = given;
            else
                around[name] = given;
            wrong.AddRange(Lint(template, isYaml: false).Findings.Select(finding => $"{place}: {finding}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_data_set_is_found_by_the_ARN_of_its_resource()
    {
        var dashboard = new SmallDashboard();
        Declaration(dashboard)["DataSetArn"] = JsonNode.Parse("""{"Fn::GetAtt":["Exams","Arn"]}""");
        dashboard.DataSet["DataSetId"] = JsonNode.Parse("""{"Fn::Sub":"${AWS::StackName}-exams"}""");
        var right = Lint(TemplateOf.Resources(dashboard), isYaml: true);
        Mutants.All.Single(mutant => mutant.Name == "x01 column not in data set").Change(dashboard);
        var wrong = Lint(TemplateOf.Resources(dashboard), isYaml: true);

        Assert.Equal((0, 0), (right.Findings.Length, right.UnknownDataSets));
        Assert.Equal("QS111", Assert.Single(wrong.Findings).Code);
    }

    [Theory]
    [InlineData("!Sub arn:${AWS::Partition}:quicksight:${AWS::Region}:${AWS::AccountId}:dataset/exams")]
    [InlineData("!Join [':', [arn, !Ref AWS::Partition, quicksight, !Ref AWS::Region, '1', dataset/exams]]")]
    [InlineData("!Sub ['arn:aws:quicksight:::dataset/${Id}', { Id: exams }]")]
    [InlineData("{ 'Fn::GetAtt': Exams.Arn }")]
    public void A_data_set_is_found_by_an_ARN_that_is_put_together(string arn)
    {
        var dashboard = new SmallDashboard();
        dashboard.DataSet["DataSetId"] = "exams";
        Declaration(dashboard)["DataSetArn"] = "PUT TOGETHER";
        Mutants.All.Single(mutant => mutant.Name == "x01 column not in data set").Change(dashboard);
        var template = TemplateOf
            .Yaml(TemplateOf.Resources(dashboard))
            .Replace("\"PUT TOGETHER\"", arn, StringComparison.Ordinal);

        Assert.Equal(["QS111"], TemplateOf.Lint("a.yml", template).Findings.Select(finding => finding.Code).Distinct());
    }

    [Fact]
    public void What_has_no_value_is_left_out()
    {
        var dashboard = new SmallDashboard();
        dashboard.Object("Definition/Sheets/0")["Title"] = JsonNode.Parse("""{"Ref":"AWS::NoValue"}""");
        dashboard.Object("Definition/FilterGroups/1")["CrossDataset"] = JsonNode.Parse("""{"Ref":"AWS::NoValue"}""");

        Assert.Equal("QS003", Assert.Single(Lint(TemplateOf.Resources(dashboard), isYaml: true).Findings).Code);
    }

    [Fact]
    public void Scalars_become_the_type_of_their_property()
    {
        var dashboard = new SmallDashboard();
        var element = dashboard.Object("Definition/Sheets/0/Layouts/0/Configuration/GridLayout/Elements/0");
        element["RowSpan"] = "10";
        var template = TemplateOf.Yaml(TemplateOf.Resources(dashboard));
        Assert.Empty(TemplateOf.Lint("a.yaml", template).Findings);
        element["RowSpan"] = "ten";

        Assert.Equal("QS004", Assert.Single(Lint(TemplateOf.Resources(dashboard), isYaml: true).Findings).Code);
    }

    [Fact]
    public void Titles_queries_and_addresses_that_are_not_known_hide_no_fault()
    {
        var dashboard = new SmallDashboard();
        Mutants.All.Single(mutant => mutant.Name == "x01 column not in data set").Change(dashboard);
        var unknown = JsonNode.Parse("""{"Fn::If":["IsTest","a","b"]}""");
        dashboard.Dashboard["DashboardId"] = unknown?.DeepClone();
        dashboard.Dashboard["ThemeArn"] = unknown?.DeepClone();
        dashboard.Object("Definition/Sheets/0")["Title"] = unknown?.DeepClone();
        dashboard.Object("Definition/Sheets/0")["Name"] = unknown?.DeepClone();

        Assert.Equal("QS111", Assert.Single(Lint(TemplateOf.Resources(dashboard), isYaml: true).Findings).Code);
    }

    [Fact]
    public void A_parameter_of_QuickSight_within_a_substitution_stays_one()
    {
        var dashboard = new SmallDashboard();
        var field = dashboard.Object("Definition/CalculatedFields/0");
        var expression = (string?)field["Expression"] ?? "";
        field["Expression"] = new JsonObject { ["Fn::Sub"] = expression + " + ${!Nowhere}" };

        Assert.Equal("QS120", Assert.Single(Lint(TemplateOf.Resources(dashboard), isYaml: false).Findings).Code);
    }

    [Theory]
    [InlineData("Resources:\n  A:\n    Type: AWS::QuickSight::Theme\n   Properties: {}\n", 4)]
    [InlineData("Resources:\n  A:\n    Type: AWS::QuickSight::Theme\n    Type: AWS::QuickSight::Theme\n", 4)]
    [InlineData("A: *nowhere\nType: AWS::QuickSight::Theme\n", 1)]
    public void YAML_that_cannot_be_read_is_a_finding_with_its_line(string template, int line)
    {
        var finding = Assert.Single(TemplateOf.Lint("a.yaml", template).Findings);

        Assert.Equal(("QS000", line), (finding.Code, finding.Line));
        Assert.StartsWith("Expected YAML, found: ", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>Nine aliases of nine aliases and so on, nine levels: 387 million values in 500 bytes.</summary>
    [Fact]
    public void Aliases_that_grow_without_end_are_refused()
    {
        var levels = Enumerable
            .Range(1, 9)
            .Select(level => $"L{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9))}]");
        var template = $"L0: &l0 [x]\n{string.Join('\n', levels)}\nType: AWS::QuickSight::Theme\n";

        Assert.Contains("1,000,000 values", Assert.Single(TemplateOf.Lint("a.yaml", template).Findings).Message);
    }

    [Fact]
    public void Levels_without_end_are_refused()
    {
        var template = $"Type: AWS::QuickSight::Theme\nA: {new string('[', 5000)}{new string(']', 5000)}\n";

        Assert.Contains("128 levels", Assert.Single(TemplateOf.Lint("a.yaml", template).Findings).Message);
    }

    [Fact]
    public void The_template_of_this_system_has_no_fault_and_one_put_into_it_is_found()
    {
        var text = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "template.yaml"));
        var own = new Linter().Run(
            AssetFolder.Load([System.IO.Path.Combine(Repository.Root, "dashboards", "definitions")])
        );

        var report = TemplateOf.Lint("template.yaml", text);

        Assert.Empty(report.Findings);
        Assert.Equal((1, own.VisualCount, 0), (report.FileCount, report.VisualCount, report.UnknownDataSets));
        const string right = "\"Expression\":\"sum({exam_count})\",\"Name\":\"Exams\"";
        var at = text.IndexOf(right, StringComparison.Ordinal);
        var wrong = text[..at] + right.Replace("exam_count", "exams_count") + text[(at + right.Length)..];
        var finding = Assert.Single(
            TemplateOf.Lint("template.yaml", wrong).Findings,
            found =>
                found.Path == "$.Resources.ImagingVolumeDashboard.Properties.Definition.CalculatedFields[0].Expression"
        );
        Assert.Equal(("QS131", 1 + text[..at].Count(letter => letter == '\n')), (finding.Code, finding.Line));
    }

    /// <summary>What others published as requests, kept as resources: the same is found at the same places.</summary>
    [Fact]
    public void Public_definitions_have_the_same_findings_as_resources()
    {
        var folder = AssetFolder.Load([Needs.SharedData("quicksight")]);
        var resources = new JsonObject();
        var kept = folder.Assets.Where(asset => asset.HasSheets || asset.Kind == AssetKind.DataSet).ToList();
        foreach (var (asset, index) in kept.Select((asset, index) => (asset, index)))
            resources[$"R{index}"] = TemplateOf.Resource(
                $"{asset.Kind}",
                asset.HasSheets
                    ? new JsonObject { ["Definition"] = JsonNode.Parse(asset.Definition.Element.GetRawText()) }
                    : JsonNode.Parse(asset.Json.Element.GetRawText()) ?? new JsonObject()
            );
        var expected = new Linter()
            .Run(folder)
            .Findings.Where(finding => finding.Code != "QS004")
            .Select(finding =>
            {
                var index = kept.FindIndex(asset => asset.File.Path == finding.File);
                var inner = kept[index].HasSheets ? kept[index].Definition.Path : kept[index].Json.Path;
                return $"R{index} {finding.Code} {finding.Path[inner.ToString().Length..]}";
            })
            // Which properties a resource may have is not judged.
            .Where(finding => !Regex.IsMatch(finding, @"QS001 \.\w+$"));

        var report = TemplateOf.Lint("public.json", TemplateOf.Json(new JsonObject { ["Resources"] = resources }));

        var found = report.Findings.Select(finding =>
        {
            var resource = finding.Path.Split('.')[2];
            var inner = kept[int.Parse(resource[1..])].HasSheets ? ".Properties.Definition" : ".Properties";
            return $"{resource} {finding.Code} {finding.Path[$"$.Resources.{resource}{inner}".Length..]}";
        });
        Assert.Equal(expected.Order(), found.Order());
        Assert.Equal(286, report.VisualCount);
    }

    [Fact]
    public async Task The_command_takes_templates_from_a_folder_and_passes_over_other_YAML()
    {
        using var folder = new TemporaryFolder();
        var cancellation = TestContext.Current.CancellationToken;
        var dashboard = new SmallDashboard();
        dashboard.Object("Definition/Sheets/0")["SheetId"] = "no id";
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(folder.Path, "stack.yml"),
            TemplateOf.Yaml(TemplateOf.Resources(dashboard)),
            cancellation
        );
        var other = System.IO.Path.Combine(folder.Path, "other.yaml");
        await File.WriteAllTextAsync(other, "- of: {{ another }} tool\n", cancellation);

        var (exitCode, output, errors) = await StudyLakeProcess.RunAsync("", ["dashboards", "lint", folder.Path]);
        var named = await StudyLakeProcess.RunAsync("", ["dashboards", "lint", other]);

        Assert.Equal((1, ""), (exitCode, errors));
        Assert.Contains("at $.Resources.Overview.Properties.Definition.Sheets[0].SheetId", output);
        Assert.Contains("1 file, 3 visuals: ", output);
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("Expected QuickSight definitions in", named.Errors);
    }

    private static JsonObject Declaration(SmallDashboard dashboard) =>
        dashboard.Object("Definition/DataSetIdentifierDeclarations/0");

    private static LintReport Lint(JsonObject template, bool isYaml) =>
        isYaml
            ? TemplateOf.Lint("stack.yaml", TemplateOf.Yaml(template))
            : TemplateOf.Lint("stack.json", TemplateOf.Json(template));

    private static IEnumerable<string> Places(JsonNode? node, string path) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                Places(member.Value, $"{path}/{member.Key}").Prepend($"{path}/{member.Key}")
            ),
            JsonArray items => items.SelectMany(
                (item, index) => Places(item, $"{path}/{index}").Prepend($"{path}/{index}")
            ),
            _ => [],
        };
}
