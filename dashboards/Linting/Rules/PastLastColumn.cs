namespace StudyLake.Dashboards.Linting.Rules;

/// <summary>QS143: an element of a grid runs past its last column.</summary>
internal sealed class PastLastColumn : ILintRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } =
        new(
            "QS143",
            LintSeverity.Error,
            "element past the last column",
            $"ColumnIndex and ColumnSpan together may reach {GridPlace.Width}."
        );

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(LintSubject subject) =>
        (subject.Definition?.Sheets ?? [])
            .SelectMany(GridPlace.Of)
            .SelectMany(grid => grid)
            .Where(place => place.Column is < GridPlace.Width && place.Column + place.Columns > GridPlace.Width)
            .Select(place => new Fault(
                place.Json.Path,
                $"Expected {Words.Quoted(place.Id)} to end at column {GridPlace.Width}, found it to begin at {place.Column} and to span {place.Columns}."
            ));
}
