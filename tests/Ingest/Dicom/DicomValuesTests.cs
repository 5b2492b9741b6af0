using System.Globalization;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>The forms values are written in, by PS3.5 table 6.2-1, and the odd ones seen in real files.</summary>
public sealed class DicomValuesTests
{
    [Theory]
    [InlineData("20240131", "2024-01-31")]
    [InlineData("2020.01.31", "2020-01-31")]
    [InlineData(" 20240229 ", "2024-02-29")]
    [InlineData("20240131\0", "2024-01-31")]
    [InlineData("0", null)]
    [InlineData("00000000", null)]
    [InlineData("20200101-20201231", null)]
    [InlineData("20201332", null)]
    [InlineData("20230229", null)]
    [InlineData("2020-01-31", null)]
    [InlineData("202001", null)]
    [InlineData("", null)]
    public void A_date_is_read_or_nothing(string text, string? expected)
    {
        var isRead = DicomValues.TryDate(text, out var date);
        Assert.Equal(expected, isRead ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("07", "07:00:00.000000")]
    [InlineData("0702", "07:02:00.000000")]
    [InlineData("070203", "07:02:03.000000")]
    [InlineData("070203.1", "07:02:03.100000")]
    [InlineData("070203.123456", "07:02:03.123456")]
    [InlineData("07:02:03", "07:02:03.000000")]
    [InlineData("07:02", "07:02:00.000000")]
    [InlineData("10:19:38.290000", "10:19:38.290000")]
    [InlineData("070203123", "07:02:03.123000")]
    [InlineData("235960", "23:59:59.000000")]
    [InlineData("235959.999999", "23:59:59.999999")]
    [InlineData("240000", null)]
    [InlineData("076000", null)]
    [InlineData("7", null)]
    [InlineData("070", null)]
    [InlineData("070203.", null)]
    [InlineData("070203.1234567", null)]
    [InlineData("07-02", null)]
    [InlineData("0700-0800", null)]
    [InlineData(":0702", null)]
    [InlineData("", null)]
    public void A_time_is_read_or_nothing(string text, string? expected)
    {
        var isRead = DicomValues.TryTime(text, out var time);
        Assert.Equal(expected, isRead ? time.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("20240131070203.5+0100", "2024-01-31T07:02:03.500000", "01:00:00")]
    [InlineData("20240131070203-0530", "2024-01-31T07:02:03.000000", "-05:30:00")]
    [InlineData("20240131070203", "2024-01-31T07:02:03.000000", null)]
    [InlineData("2024013107", "2024-01-31T07:00:00.000000", null)]
    [InlineData("20240131", "2024-01-31T00:00:00.000000", null)]
    [InlineData("202401", "2024-01-01T00:00:00.000000", null)]
    [InlineData("2024", "2024-01-01T00:00:00.000000", null)]
    [InlineData("2024+0200", "2024-01-01T00:00:00.000000", "02:00:00")]
    [InlineData("20240131070203+1500", null, null)]
    [InlineData("20240131070203+01", null, null)]
    [InlineData("20241331", null, null)]
    [InlineData("20240", null, null)]
    [InlineData("2024013107:02", null, null)]
    [InlineData("", null, null)]
    public void A_date_time_is_read_or_nothing(string text, string? expected, string? expectedOffset)
    {
        var isRead = DicomValues.TryDateTime(text, out var local, out var offset);
        Assert.Equal(
            expected,
            isRead ? local.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) : null
        );
        if (isRead)
            Assert.Equal(expectedOffset, offset?.ToString("c"));
    }

    [Theory]
    [InlineData("045Y", 45, 'Y')]
    [InlineData("7D", 7, 'D')]
    [InlineData("03W", 3, 'W')]
    [InlineData("011M ", 11, 'M')]
    [InlineData("24", null, null)]
    [InlineData("Y", null, null)]
    [InlineData("0045Y", null, null)]
    [InlineData("4.5Y", null, null)]
    [InlineData("045X", null, null)]
    public void An_age_is_read_or_nothing(string text, int? count, char? unit)
    {
        var isRead = DicomValues.TryAge(text, out var age);
        Assert.Equal(count, isRead ? age.Count : null);
        Assert.Equal(unit, isRead ? age.Unit : null);
    }

    [Theory]
    [InlineData("045Y", 45)]
    [InlineData("023M", 1)]
    [InlineData("060W", 1)]
    [InlineData("364D", 0)]
    [InlineData("366D", 1)]
    public void An_age_in_years_is_rounded_down(string text, int years)
    {
        Assert.True(DicomValues.TryAge(text, out var age));
        Assert.Equal(years, age.Years);
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-.5", -0.5)]
    [InlineData("3.000000E+00", 3.0)]
    [InlineData("+1e-3", 0.001)]
    [InlineData("0.1234567890123456789", 0.1234567890123456789)]
    [InlineData("120\0\0", 120.0)]
    [InlineData(" 12 ", 12.0)]
    [InlineData("2,5", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("1e999", null)]
    [InlineData("10.50/ 15.00", null)]
    [InlineData("1 2", null)]
    [InlineData("", null)]
    public void A_decimal_is_read_or_nothing(string text, double? expected)
    {
        var isRead = DicomValues.TryDecimal(text, out var number);
        Assert.Equal(expected, isRead ? number : null);
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("200.0", 200)]
    [InlineData("-7", -7)]
    [InlineData("161.3", null)]
    [InlineData("1A", null)]
    [InlineData("4294967296", null)]
    [InlineData("", null)]
    public void A_whole_number_is_read_or_nothing(string text, int? expected)
    {
        var isRead = DicomValues.TryInteger(text, out var number);
        Assert.Equal(expected, isRead ? number : null);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2 ", "1.2.840.10008.1.2", true)]
    [InlineData("1.2\0", "1.2", true)]
    [InlineData("1.2 .3", "1.2 .3", false)]
    [InlineData("../etc", "../etc", false)]
    [InlineData(
        "1.23456789012345678901234567890123456789012345678901234567890123",
        "1.23456789012345678901234567890123456789012345678901234567890123",
        true
    )]
    [InlineData(
        "1.234567890123456789012345678901234567890123456789012345678901234",
        "1.234567890123456789012345678901234567890123456789012345678901234",
        false
    )]
    [InlineData("  ", null, true)]
    [InlineData(null, null, true)]
    public void A_uid_is_kept_as_it_is_and_judged(string? text, string? expected, bool isExpectedValid)
    {
        Assert.Equal(expected, DicomValues.Uid(text, out var isValid));
        Assert.Equal(isExpectedValid, isValid);
    }

    [Fact]
    public void Every_flag_has_a_name_in_snake_case_of_the_closed_set()
    {
        string[] expected =
        [
            "preamble_nonzero",
            "meta_missing",
            "meta_length_wrong",
            "transfer_syntax_wrong",
            "vr_mismatch",
            "tag_order",
            "duplicate_tag",
            "stray_delimiter",
            "truncated",
            "partial",
            "charset_missing",
            "charset_unknown",
            "charset_suspect",
            "value_invalid",
        ];
        Assert.Equal(expected, Enum.GetValues<HeaderFlag>().Select(flag => flag.Name()));
    }
}
