using System.Globalization;

namespace StudyLake.Analytics.Rendering;

/// <summary>The unit in which a key number and those it is compared with are shown.</summary>
internal static class KeyUnit
{
    /// <summary>The unit; null where there is none.</summary>
    public static ByteUnit? Of(KeyNumber number) =>
        number is { Format: ColumnFormat.Bytes, Value: IConvertible value and not string }
            ? ByteUnit.For([value.ToDouble(CultureInfo.InvariantCulture)])
            : null;
}
