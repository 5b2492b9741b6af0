using System.Globalization;

namespace StudyLake.Analytics.Reporting;

/// <summary>What stands for each <c>?</c> of a report's query, by the name that its <c>.yml</c> gives.</summary>
public static class ReportParameters
{
    private static readonly Dictionary<string, Func<ReportRequest, DateOnly, object?>> Known = new(
        StringComparer.Ordinal
    )
    {
        ["period_unit"] = (request, _) => request.Period.Unit,
        ["period_start"] = (request, _) => request.Period.Start,
        ["period_end"] = (request, _) => request.Period.End,
        ["previous_start"] = (request, _) => request.Period.Previous.Start,
        ["year_before_start"] = (request, _) => request.Period.YearBefore.Start,
        ["year_before_end"] = (request, _) => request.Period.YearBefore.End,
        ["trend_start"] = (request, _) => request.Period.Trend[0].Start,
        ["as_of_date"] = (_, today) => today,
        ["site"] = (request, _) => request.Site,
    };

    /// <summary>The names that every report has.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>The values for a query, in order.</summary>
    /// <param name="model">The query.</param>
    /// <param name="request">The period and the filters.</param>
    /// <param name="today">The day of the report in UTC.</param>
    /// <param name="own">The report's own parameters, such as thresholds, as its file writes them.</param>
    /// <exception cref="InvalidOperationException">A parameter has a name that is not known.</exception>
    public static object?[] Of(
        SqlModel model,
        ReportRequest request,
        DateOnly today,
        IReadOnlyDictionary<string, string>? own = null
    ) =>
        [
            .. model.Description.Parameters.Select(parameter =>
                Known.TryGetValue(parameter.Name, out var value) ? value(request, today)
                : own is not null && own.TryGetValue(parameter.Name, out var text) ? Typed(text, parameter)
                : throw new InvalidOperationException(
                    $"Expected a known parameter in {model.Name}.yml, found {parameter.Name}."
                )
            ),
        ];

    private static object Typed(string text, ModelParameter parameter) =>
        parameter.Type switch
        {
            "integer" or "bigint" => long.Parse(text, CultureInfo.InvariantCulture),
            "double" => double.Parse(text, CultureInfo.InvariantCulture),
            "boolean" => bool.Parse(text),
            "date" => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => text,
        };
}
