using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Finds the values of parameters: what the reader chose, or the default, or nothing.</summary>
internal static class ParameterValues
{
    /// <summary>Every declared parameter with its values.</summary>
    public static ImmutableDictionary<string, ResolvedParameter> Resolve(
        Definition definition,
        DashboardState state,
        DateTime now,
        DayOfWeek weekStart,
        Action<string, string> note
    )
    {
        var resolved = ImmutableDictionary.CreateBuilder<string, ResolvedParameter>(StringComparer.Ordinal);
        foreach (var declaration in definition.Parameters)
        {
            var type = ColumnTypes.Of(declaration.Type);
            var values = state.Parameters.TryGetValue(declaration.Name, out var chosen)
                ? chosen
                : Defaults(declaration, now, weekStart, note);
            if (declaration.IsMultiValued && values.Any(value => value is "ALL_VALUES" or "$ALL"))
                values = [];
            resolved[declaration.Name] = new ResolvedParameter(
                declaration.Name,
                type,
                declaration.IsMultiValued,
                [.. values.Select(value => As(value, type)).Where(value => value is not null)]
            );
        }
        return resolved.ToImmutable();
    }

    private static ImmutableArray<object?> Defaults(
        ParameterDeclaration declaration,
        DateTime now,
        DayOfWeek weekStart,
        Action<string, string> note
    )
    {
        if (declaration.StaticDefaults.Length > 0)
            return [.. declaration.StaticDefaults.Select(Plain)];
        if (declaration.RollingDefault is { } expression)
        {
            try
            {
                return [ConstantDates.Compute(expression, now, weekStart)];
            }
            catch (ExpressionException exception)
            {
                note("parameter", $"The default of parameter '{declaration.Name}' is not applied: {exception.Message}");
                return [];
            }
        }
        if (declaration.DynamicDefault is not null)
            note("parameter", $"The default of parameter '{declaration.Name}' depends on the user and is not applied.");
        var whenUnset = declaration.Json["ValueWhenUnset"]["CustomValue"];
        return whenUnset.Exists ? [Plain(whenUnset)] : [];
    }

    private static object? Plain(JsonView value) =>
        value.Element.ValueKind switch
        {
            JsonValueKind.String => value.AsText,
            JsonValueKind.Number => value.AsInteger is { } whole ? whole : value.AsNumber,
            _ => null,
        };

    /// <summary>A value as the type of its parameter; null where it cannot be read as one.</summary>
    public static object? As(object? value, FieldType type) =>
        (type, value) switch
        {
            (_, null) => null,
            (FieldType.Text, string text) => text,
            (FieldType.Text, IFormattable other) => other.ToString(null, CultureInfo.InvariantCulture),
            (FieldType.Integer, long whole) => whole,
            (FieldType.Integer, int whole) => (long)whole,
            (FieldType.Integer, double number) => (long)number,
            (FieldType.Integer, string text) => double.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var read
            )
                ? (long)read
                : null,
            (FieldType.Decimal, string text) => double.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var read
            )
                ? read
                : null,
            (FieldType.Decimal, IConvertible number) => Convert.ToDouble(number, CultureInfo.InvariantCulture),
            (FieldType.DateTime, DateTime date) => DateTime.SpecifyKind(date, DateTimeKind.Unspecified),
            (FieldType.DateTime, DateOnly date) => date.ToDateTime(TimeOnly.MinValue),
            (FieldType.DateTime, string text) => Dates.Read(text),
            (FieldType.Boolean, bool flag) => flag,
            (FieldType.Boolean, string text) => bool.TryParse(text, out var read) ? read : null,
            _ => null,
        };
}
