using System.Text.RegularExpressions;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>
/// A text of a layout with values in it: <c>{period}</c>, <c>{previous}</c>, <c>{year_before}</c>, <c>{unit}</c>,
/// <c>{site}</c>, or <c>{query.column}</c> and <c>{query.column:format}</c> for a value of a query's first row, or <c>{.column}</c> for one of the row at hand.
/// </summary>
internal static partial class ReportText
{
    /// <summary>Names that every report knows.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "period", "previous", "year_before", "unit", "site" };

    /// <summary>What stands between the braces of a text: name or query, column, format.</summary>
    public static IEnumerable<(string Source, string? Column, string? Format)> Places(string text) =>
        Place().Matches(text).Select(Parts);

    /// <summary>The text with its values; null when one of them is null or its query has no row.</summary>
    /// <exception cref="QueryException">A query that it names failed.</exception>
    public static async Task<string?> FillAsync(
        string text,
        ReportQueries queries,
        CancellationToken cancellationToken,
        ReportRecord? record = null
    )
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Place().Matches(text))
        {
            var (source, column, format) = Parts(match);
            if (column is null)
            {
                filled[match.Value] = Name(source, queries.Request);
                continue;
            }
            var row =
                source.Length == 0
                    ? record
                    : (await queries.RowsAsync(source, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
            if (row?[column] is not { } value)
                return null;
            filled[match.Value] = Shown(value, format, queries.Request.Period);
        }
        return Place().Replace(text, match => filled[match.Value]);
    }

    private static string Name(string name, ReportRequest request) =>
        name switch
        {
            "period" => request.Period.Label,
            "previous" => request.Period.Previous.ShortLabel,
            "year_before" => request.Period.YearBefore.ShortLabel,
            "unit" => request.Period.Unit,
            _ => request.Site ?? "all sites",
        };

    private static string Shown(object value, string? format, ReportPeriod period) =>
        format == "period" && value is DateOnly day ? ReportPeriod.Containing(period.Kind, day).Label
        : format == "bytes" && value is long size ? Display.Size(size)
        : Display.Text(value, Formats.Of(format) ?? (value is string ? ColumnFormat.Text : ColumnFormat.Count));

    private static (string Source, string? Column, string? Format) Parts(Match match) =>
        (
            match.Groups["source"].Value,
            match.Groups["column"].Success ? match.Groups["column"].Value : null,
            match.Groups["format"].Success ? match.Groups["format"].Value : null
        );

    [GeneratedRegex(@"\{(?<source>[a-z_]*)(?:\.(?<column>[a-z0-9_]+)(?::(?<format>[a-z]+))?)?\}")]
    private static partial Regex Place();
}
