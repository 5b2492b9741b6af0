using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using StudyLake.Dashboards.Compiling;

namespace StudyLake.Dashboards.Page;

/// <summary>What a reader chose, as it stands in the page's address.</summary>
/// <remarks>
/// Keys: <c>sheet=ID</c>, <c>user=NAME</c>, <c>p.PARAMETER=value</c>, <c>f.FILTER=value</c>, <c>f.FILTER.min=</c>,
/// <c>f.FILTER.max=</c>, <c>f.FILTER.n=</c>, <c>click.VISUAL.FIELD=value</c>, <c>drill.VISUAL.FIELD=level</c> and then the
/// values on the way, <c>sort.VISUAL=asc:FIELD</c>. Several values repeat the key. <c>\N</c> is null, <c>\*</c> is all, and
/// a leading <c>\</c> of a value is doubled. Unknown keys are ignored, so that an old link still opens.
/// </remarks>
public sealed record PageAddress
{
    /// <summary>How the address writes null.</summary>
    public const string Null = "\\N";

    /// <summary>How the address writes all values.</summary>
    public const string All = "\\*";

    /// <summary>The sheet; null for the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>The user whose row-level rules apply; null for the owner.</summary>
    public string? User { get; init; }

    /// <summary>Values of parameters by name, as text; empty for all.</summary>
    public required ImmutableDictionary<string, ImmutableArray<object?>> Parameters { get; init; }

    /// <summary>Choices of filter controls by FilterId.</summary>
    public required ImmutableDictionary<string, FilterChoice> Filters { get; init; }

    /// <summary>The chosen mark of each visual, its values as text.</summary>
    public required ImmutableDictionary<string, ImmutableDictionary<string, string?>> Clicks { get; init; }

    /// <summary>How far fields are drilled, the values on the way as text.</summary>
    public required ImmutableArray<DrillState> Drills { get; init; }

    /// <summary>The column a table is sorted by, and whether downwards, by VisualId.</summary>
    public required ImmutableDictionary<string, (string Field, bool IsDescending)> Sorts { get; init; }

    /// <summary>Reads a query string.</summary>
    public static PageAddress Read(IQueryCollection query)
    {
        var clicks = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, string?>>(
            StringComparer.Ordinal
        );
        var parameters = ImmutableDictionary.CreateBuilder<string, ImmutableArray<object?>>(StringComparer.Ordinal);
        var filters = ImmutableDictionary.CreateBuilder<string, FilterChoice>(StringComparer.Ordinal);
        var sorts = ImmutableDictionary.CreateBuilder<string, (string, bool)>(StringComparer.Ordinal);
        var drills = ImmutableArray.CreateBuilder<DrillState>();
        foreach (var (key, values) in query)
        {
            var dot = key.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0 || dot == key.Length - 1)
                continue;
            var (kind, rest) = (key[..dot], key[(dot + 1)..]);
            if (kind == "p")
                parameters[rest] = Values(values);
            else if (kind == "f")
                AddFilter(filters, rest, values);
            else if (kind == "sort" && values[0]?.Split(':', 2) is [var direction, var sorted])
                sorts[rest] = (sorted, direction == "desc");
            else if (kind is "click" or "drill" && rest.Split('.', 2) is [var visual, var field])
            {
                if (kind == "drill" && Drill(visual, field, values) is { } drill)
                    drills.Add(drill);
                else if (kind == "click")
                    clicks[visual] = clicks
                        .GetValueOrDefault(visual, ImmutableDictionary<string, string?>.Empty)
                        .SetItem(field, Decode(values[0] ?? ""));
            }
        }
        return new PageAddress
        {
            Sheet = query["sheet"].FirstOrDefault(),
            User = query["user"].FirstOrDefault() is { Length: > 0 } user ? user : null,
            Parameters = parameters.ToImmutable(),
            Filters = filters.ToImmutable(),
            Clicks = clicks.ToImmutable(),
            Drills = drills.ToImmutable(),
            Sorts = sorts.ToImmutable(),
        };
    }

    private static ImmutableArray<object?> Values(StringValues values) =>
        values.Contains(All) ? [] : [.. values.Select(value => Decode(value ?? ""))];

    private static void AddFilter(
        ImmutableDictionary<string, FilterChoice>.Builder filters,
        string rest,
        StringValues values
    )
    {
        var dot = rest.LastIndexOf('.');
        var part = dot < 0 ? "" : rest[(dot + 1)..];
        var id = part is "min" or "max" or "n" ? rest[..dot] : rest;
        var choice = filters.GetValueOrDefault(id) ?? new FilterChoice();
        filters[id] = part switch
        {
            "min" => choice with { Minimum = Decode(values[0] ?? "") },
            "max" => choice with { Maximum = Decode(values[0] ?? "") },
            "n" => choice with
            {
                Amount = int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null,
            },
            _ => choice with { Values = [.. Values(values).OfType<string>()] },
        };
    }

    private static DrillState? Drill(string visual, string field, StringValues values) =>
        int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level)
        && Math.Abs(level) < 20
            ? new DrillState(visual, field, level, [.. values.Skip(1).Select(value => (object?)Decode(value ?? ""))])
            : null;

    private static string? Decode(string value) =>
        value == Null ? null
        : value.StartsWith(@"\\", StringComparison.Ordinal) ? value[1..]
        : value;
}
