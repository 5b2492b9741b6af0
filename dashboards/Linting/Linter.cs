using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Dashboards.Linting.Rules;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Model.CloudFormation;

namespace StudyLake.Dashboards.Linting;

/// <summary>Runs rules over assets.</summary>
/// <param name="rules">The rules; see <see cref="RuleSet.All"/>.</param>
public sealed class Linter(ImmutableArray<ILintRule> rules)
{
    private static readonly RuleInfo Unreadable = RuleSet.Unreadable;
    private static readonly Lazy<ModelCatalog> Models = new(ModelCatalog.Embedded);

    /// <summary>Makes one with every rule.</summary>
    public Linter()
        : this(RuleSet.All) { }

    /// <summary>Checks the assets that were asked for.</summary>
    public LintReport Run(AssetFolder folder)
    {
        var findings = new List<(Finding Finding, int Order)>();
        var files = new HashSet<string>(StringComparer.Ordinal);
        var (visuals, unknown) = (0, 0);
        foreach (var asset in folder.Assets)
        {
            if (asset.File.Problem is { } problem)
            {
                files.Add(asset.File.Path);
                Add(asset, Unreadable, new Fault(JsonPath.Root, problem.Message));
                continue;
            }
            if (asset.Kind == AssetKind.Other)
                continue;
            files.Add(asset.File.Path);
            var subject = new LintSubject(asset, folder, Models);
            visuals += subject.Definition?.Sheets.Sum(sheet => sheet.Visuals.Length) ?? 0;
            unknown += subject.Definition?.DataSets.Count(dataSet => dataSet.Columns is null) ?? 0;
            foreach (var rule in rules)
            {
                foreach (var fault in rule.Check(subject).Where(fault => IsCertain(asset, rule, fault)))
                    Add(asset, rule.Info, fault);
            }
        }
        return new LintReport(
            [
                .. findings
                    .OrderBy(item => item.Order)
                    .ThenBy(item => item.Finding.Line)
                    .ThenBy(item => item.Finding.Code, StringComparer.Ordinal)
                    .ThenBy(item => item.Finding.Path, StringComparer.Ordinal)
                    .Select(item => item.Finding)
                    .Distinct(),
            ],
            files.Count,
            visuals,
            [
                .. folder
                    .Assets.Where(asset => asset.Kind == AssetKind.Other && asset.File.Problem is null)
                    .Select(asset => asset.File.Path),
            ],
            unknown
        );

        // What only a deployment knows could make it right. A schema rule looks at one value, and passes over such a one.
        static bool IsCertain(Asset asset, ILintRule rule, Fault fault) =>
            asset.Form != AssetForm.Resource
            || rule is SchemaRule
            || !(asset.IsPartlyUnknown || UnknownText.MayDecide(asset.File.Nearest(fault.Path)));

        void Add(Asset asset, RuleInfo info, Fault fault) =>
            findings.Add(
                (
                    new Finding(
                        info.Code,
                        info.Severity,
                        asset.File.Path,
                        asset.File.LineOf(fault.Path),
                        fault.Path.ToString(),
                        fault.Message,
                        fault.Hint ?? info.Hint
                    ),
                    folder.Assets.IndexOf(asset)
                )
            );
    }
}
