using System.Globalization;
using System.Text.RegularExpressions;
using StudyLake.Events;

namespace StudyLake.Tests.Ingest;

/// <summary>Compares an event with the wire text that independent readers found. Its conversions are its own.</summary>
internal sealed partial class EventComparison
{
    // The oracle has these in functional groups under this path.
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["SliceThickness"] = "PixelMeasures.SliceThickness",
        ["PixelSpacing"] = "PixelMeasures.PixelSpacing",
    };

    // Where the table converts: dGy.cm2 to Gy.cm2.
    private static readonly Dictionary<string, double> Factors = new() { ["ImageAndFluoroscopyAreaDoseProduct"] = 0.1 };

    public int Files { get; private set; }

    public int ValuesCompared { get; private set; }

    /// <summary>File, column and kind of difference; no value, as the files hold names.</summary>
    public List<string> Different { get; } = [];

    public string Summary => $"{Files} files, {ValuesCompared} values compared, {Different.Count} different";

    public void Compare(OracleRow row, InstanceStored made)
    {
        Files++;
        foreach (var keyword in Dicom.AttributeList.ByKeyword.Keys)
        {
            var attribute = AttributeTable.All.FirstOrDefault(attribute => attribute.Keyword == keyword);
            var isPlain = attribute?.Privacy is PrivacyClass.Keep or PrivacyClass.Scan;
            if (!isPlain || row.IsOpen(keyword) || attribute?.Column is not { } column)
                continue;
            var wire = row.Values(keyword);
            if (wire.Length == 0 && row.HasFrames)
            {
                // Of other groups the oracle says nothing.
                if (!Groups.TryGetValue(keyword, out var path))
                    continue;
                wire = row.InGroups(path);
            }
            if (wire.Length == 0 && keyword == "RequestedProcedureDescription")
                continue; // may stand in the orders, which the oracle does not list
            Compare(row, made, column, wire);
        }
    }

    private void Compare(OracleRow row, InstanceStored made, AttributeColumn column, string[] wire)
    {
        ValuesCompared++;
        var keyword = column.Attribute.Keyword;
        var values = column.Group == ColumnGroup.Text ? made.Text : made.Attributes;
        var hasValue = values?.Has(column) ?? false;
        if (keyword.StartsWith("MediaStorage", StringComparison.Ordinal))
        {
            var same = row.Values(keyword.Replace("MediaStorage", "", StringComparison.Ordinal));
            if (same.SequenceEqual(wire))
                wire = []; // only a difference is kept
        }
        var text = column.IsMultiple ? string.Join('\\', wire).TrimEnd('\\') : wire.FirstOrDefault() ?? "";
        if (text.Length == 0)
        {
            Check(row, column, "null", !hasValue);
            return;
        }
        var expected = Expected(column, text);
        if (expected is null)
        {
            Check(row, column, "null for an invalid value", !hasValue);
            Check(row, column, "value_invalid", HasError(made, FieldErrorCode.ValueInvalid, keyword));
            return;
        }
        if (!hasValue || values is null)
        {
            Check(row, column, "present", false);
            return;
        }
        Check(row, column, "equal", IsEqual(column, expected, values));
        if (!column.IsMultiple && wire.Length > 1)
            Check(row, column, "several_values", HasError(made, FieldErrorCode.SeveralValues, keyword));
    }

    private static bool HasError(InstanceStored made, FieldErrorCode code, string keyword) =>
        made.FieldErrors?.Contains(new FieldError(code, keyword)) ?? false;

    // What the column must hold for a wire text; null when the text is not valid for its type.
    private static string? Expected(AttributeColumn column, string text) =>
        column.Type switch
        {
            ColumnType.Date => IsoDate(text),
            ColumnType.Time => ClockTime(text),
            ColumnType.DateTime => Moment(text),
            ColumnType.Integer => Number(text) is { } whole && whole == Math.Floor(whole) ? Print(whole) : null,
            ColumnType.Double => Number(text) is { } real
                ? Print(real * Factors.GetValueOrDefault(column.Attribute.Keyword, 1))
                : null,
            _ => column.Unit is null || text.Split('\\').All(part => Number(part) is not null) ? text : null,
        };

    private static bool IsEqual(AttributeColumn column, string expected, AttributeValues values)
    {
        switch (column.Type)
        {
            case ColumnType.Integer or ColumnType.Double:
                return IsClose(Number(expected) ?? double.NaN, values.Number(column) ?? double.NaN);
            case ColumnType.Date:
                return values.Date(column)?.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture) == expected;
        }
        var actual = values.Text(column) ?? "";
        if (column.Unit is null)
            return actual == expected;
        var (left, right) = (expected.Split('\\'), actual.Split('\\'));
        return left.Length == right.Length
            && left.Zip(right).All(pair => IsClose(Number(pair.First) ?? 0, Number(pair.Second) ?? 1));
    }

    private static bool IsClose(double left, double right) =>
        Math.Abs(left - right) <= 1e-6 * Math.Max(Math.Abs(left), Math.Abs(right));

    private static string Print(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static double? Number(string text) =>
        NumberForm().IsMatch(text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? IsoDate(string text)
    {
        string[] forms = ["yyyyMMdd", "yyyy.MM.dd"];
        return System.DateTime.TryParseExact(
            text,
            forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? ClockTime(string text)
    {
        var match = TimeForm().Match(text);
        if (!match.Success)
            return null;
        var hour = match.Groups["h"].Value;
        var minute = Or(match.Groups["m"].Value, "00");
        var second = Or(match.Groups["s"].Value, "00");
        if (string.CompareOrdinal(hour, "23") > 0 || string.CompareOrdinal(minute, "59") > 0)
            return null;
        if (second == "60")
            second = "59";
        return string.CompareOrdinal(second, "59") > 0
            ? null
            : $"{hour}:{minute}:{second}.{match.Groups["f"].Value.PadRight(3, '0')[..3]}";
    }

    private static string? Moment(string text)
    {
        var match = MomentForm().Match(text);
        if (!match.Success)
            return null;
        var month = Or(match.Groups["o"].Value, "01");
        var date = IsoDate(match.Groups["y"].Value + month + Or(match.Groups["d"].Value, "01"));
        var time = match.Groups["t"].Value.Length == 0 ? "00:00:00.000" : ClockTime(match.Groups["t"].Value);
        var zone = match.Groups["z"].Value;
        return date is null || time is null
            ? null
            : $"{date}T{time}{(zone.Length == 0 ? "" : $"{zone[..3]}:{zone[3..]}")}";
    }

    private static string Or(string text, string other) => text.Length == 0 ? other : text;

    private void Check(OracleRow row, AttributeColumn column, string what, bool holds)
    {
        if (!holds)
            Different.Add($"{row.File}: {column.Name}: not {what}");
    }

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"^(?<h>\d\d)(:?(?<m>\d\d)(:?(?<s>\d\d)(\.?(?<f>\d{1,6}))?)?)?$")]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"^(?<y>\d{4})((?<o>\d\d)((?<d>\d\d)(?<t>\d{2}[\d.]*)?)?)?(?<z>[+-]\d{4})?$")]
    private static partial Regex MomentForm();
}
