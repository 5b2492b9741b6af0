using System.Globalization;

namespace StudyLake.Dashboards.Expressions;

/// <summary>How types meet: which one values share, and how one becomes another.</summary>
internal static class TypeRules
{
    public static bool IsNumber(FieldType type) => type is FieldType.Integer or FieldType.Decimal;

    /// <summary>The type that values share, for the branches of a condition; Unknown when all are nulls.</summary>
    public static FieldType Common(IEnumerable<FieldType> types)
    {
        var known = types.Where(type => type != FieldType.Unknown).Distinct().ToList();
        return known.Count switch
        {
            0 => FieldType.Unknown,
            1 => known[0],
            _ when known.TrueForAll(IsNumber) => FieldType.Decimal,
            _ when known.TrueForAll(type => type == FieldType.Boolean || IsNumber(type)) => known.Contains(
                FieldType.Decimal
            )
                ? FieldType.Decimal
                : FieldType.Integer,
            _ => FieldType.Text,
        };
    }

    /// <summary>The type in which two values are compared.</summary>
    public static FieldType Comparable(FieldType left, FieldType right) =>
        (left, right) switch
        {
            (FieldType.Unknown, _) => right,
            (_, FieldType.Unknown) => left,
            _ when left == right => left,
            (FieldType.DateTime, FieldType.Text) or (FieldType.Text, FieldType.DateTime) => FieldType.DateTime,
            (FieldType.Text, FieldType.Integer or FieldType.Decimal) => FieldType.Decimal,
            (FieldType.Integer or FieldType.Decimal, FieldType.Text) => FieldType.Decimal,
            _ => Common([left, right]),
        };

    /// <summary>A value as another type. A literal is converted here; what is no date stays null.</summary>
    public static BoundExpression As(BoundExpression value, FieldType type)
    {
        if (value.Type == type || type == FieldType.Unknown)
            return value;
        return value switch
        {
            BoundConstant { Value: null } => new BoundConstant(null, type),
            BoundConstant { Value: long whole } when type == FieldType.Decimal => new BoundConstant(
                (double)whole,
                type
            ),
            BoundConstant { Value: long whole } when type == FieldType.Text => new BoundConstant(
                whole.ToString(CultureInfo.InvariantCulture),
                type
            ),
            BoundConstant { Value: string text } when type == FieldType.DateTime && Dates.Read(text) is { } date =>
                new BoundConstant(date, type),
            _ => new BoundCast(value, type),
        };
    }
}
