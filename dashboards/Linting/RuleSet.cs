using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Linting.Rules;

namespace StudyLake.Dashboards.Linting;

/// <summary>Every rule there is. A code means one thing for ever.</summary>
public static class RuleSet
{
    /// <summary>Reported for a file that is no JSON or YAML; no rule can look into it.</summary>
    public static RuleInfo Unreadable { get; } =
        new("QS000", LintSeverity.Error, "file cannot be read", "Correct the JSON or YAML there.");

    /// <summary>The rules in the order of their codes.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        .. Schema()
            .Concat(References())
            .Concat(Expressions())
            .Concat(Sheets())
            .OrderBy(rule => rule.Info.Code, StringComparer.Ordinal),
    ];

    private static IEnumerable<ILintRule> Schema() =>
        [
            Of(SchemaFaultKind.UnknownMember, "QS001", "unknown member", "Remove it, or correct its name."),
            Of(SchemaFaultKind.NotAValue, "QS002", "value not in the list", "Choose one of the values."),
            Of(SchemaFaultKind.MissingMember, "QS003", "required member missing", "Add it."),
            Of(SchemaFaultKind.WrongType, "QS004", "wrong JSON type", "Write it as the expected type."),
            Of(
                SchemaFaultKind.Pattern,
                "QS005",
                "text does not match its pattern",
                "Use the characters that it allows."
            ),
            Of(SchemaFaultKind.OutsideLimits, "QS006", "outside the limits", "Stay within the limits of the API."),
            Of(SchemaFaultKind.Union, "QS007", "not exactly one member", "Keep one member, and split the rest."),
            Of(
                SchemaFaultKind.Color,
                "QS008",
                "no colour",
                "Write # and six hexadecimal digits, letters in upper case."
            ),
            Of(SchemaFaultKind.Date, "QS123", "date not in ISO 8601", "Write year, month and day with hyphens."),
        ];

    private static IEnumerable<ILintRule> References() =>
        [
            new DuplicateDataSet(),
            new DuplicateCalculatedField(),
            new DuplicateFormula(),
            new UndeclaredDataSet(),
            new UnknownColumn(),
            new UnknownDataSetArn(),
            new BrokenDataSetStep(),
            new ColumnOfOurViews(),
            new TypeOfOurViews(),
            new UnknownParameter(),
            new UnknownFilterOfControl(),
            new DateParameterWithoutDefault(),
            new SetsRollingDate(),
            new UrlFeedsDataSetParameter(),
            new RelativeValueNotAllowed(),
            new MixedFilterGroup(),
            new UnknownCascadingControl(),
        ];

    private static IEnumerable<ILintRule> Expressions() =>
        [
            new ExpressionSyntax(),
            new UnknownName(),
            new CircularField(),
            new BoundExpressionRule(
                new RuleInfo(
                    "QS132",
                    LintSeverity.Error,
                    "aggregated and row values mixed",
                    "Aggregate all of the values, or none."
                ),
                ExpressionProblem.MixedLevels,
                ExpressionProblem.NestedAggregate
            ),
            new BoundExpressionRule(
                new RuleInfo(
                    "QS134",
                    LintSeverity.Error,
                    "wrong arguments of a function",
                    "Give the arguments that the function takes, converted where needed."
                ),
                ExpressionProblem.Arity,
                ExpressionProblem.Type
            ),
        ];

    private static IEnumerable<ILintRule> Sheets() =>
        [
            new DuplicateVisualId(),
            new UnknownLayoutElement(),
            new NotPlaced(),
            new PastLastColumn(),
            new Overlap(),
            new OneLetterSheetName(),
            new DuplicateSheetId(),
            new UnknownFieldId(),
            new LineWithColorsAndValues(),
            new AggregatedTwice(),
            new DateAsCategory(),
            new PartialKpiOptions(),
            new LabelWithoutTarget(),
            new BreakInListItem(),
            new UnknownSheetInScope(),
            new UnknownVisualInScope(),
            new ParameterWithoutControl(),
            new UnknownActionTarget(),
        ];

    private static SchemaRule Of(SchemaFaultKind kind, string code, string title, string hint) =>
        new(kind, new RuleInfo(code, LintSeverity.Error, title, hint));
}
