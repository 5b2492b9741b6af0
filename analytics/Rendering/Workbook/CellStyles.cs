using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace StudyLake.Analytics.Rendering.Workbook;

/// <summary>The styles of a workbook: one number format for each <see cref="ColumnFormat"/>, plain and in a total.</summary>
internal static class CellStyles
{
    private const uint FirstCustom = 164;

    /// <summary>Bold, with a line below.</summary>
    public const uint Heading = 1;

    /// <summary>A sheet's title.</summary>
    public const uint Title = 2;

    /// <summary>Text that wraps.</summary>
    public const uint Wrapped = 3;

    /// <summary>A heading over numbers, to the right.</summary>
    public const uint NumberHeading = 4;

    private const uint FirstFormat = 5;

    private static readonly (ColumnFormat Format, string Code)[] Formats =
    [
        (ColumnFormat.Text, "@"),
        (ColumnFormat.Count, "#,##0"),
        (ColumnFormat.Decimal, "#,##0.0"),
        (ColumnFormat.Share, "0.0%"),
        (ColumnFormat.Change, "+0.0%;-0.0%;0.0%"),
        // The scale of sizes is the reader's: a number of bytes that reads as GB needs no factor in another cell.
        (ColumnFormat.Bytes, "[>=1000000000]#,##0.00,,,\" GB\";[>=1000000]#,##0.00,,\" MB\";#,##0\" B\""),
        (ColumnFormat.Date, "yyyy\\-mm\\-dd"),
        (ColumnFormat.Month, "mmm\\ yyyy"),
        (ColumnFormat.Timestamp, "yyyy\\-mm\\-dd\\ hh:mm\" UTC\""),
    ];

    /// <summary>The index of the style of a cell.</summary>
    public static uint Of(ColumnFormat format, bool isTotal)
    {
        var index = Math.Max(Array.FindIndex(Formats, item => item.Format == format), 0);
        return FirstFormat + (uint)(2 * index) + (isTotal ? 1u : 0);
    }

    /// <summary>The style sheet.</summary>
    public static Stylesheet Sheet()
    {
        var cells = new CellFormats(
            new CellFormat(),
            new CellFormat
            {
                FontId = 1,
                BorderId = 1,
                ApplyFont = true,
                ApplyBorder = true,
                ApplyAlignment = true,
                Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Bottom },
            },
            new CellFormat { FontId = 2, ApplyFont = true },
            new CellFormat
            {
                ApplyAlignment = true,
                Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top },
            },
            new CellFormat
            {
                FontId = 1,
                BorderId = 1,
                ApplyFont = true,
                ApplyBorder = true,
                ApplyAlignment = true,
                Alignment = new Alignment
                {
                    WrapText = true,
                    Horizontal = HorizontalAlignmentValues.Right,
                    Vertical = VerticalAlignmentValues.Bottom,
                },
            }
        );
        for (var i = 0; i < Formats.Length; i++)
        for (var total = 0; total < 2; total++)
            cells.Append(
                new CellFormat
                {
                    NumberFormatId = FirstCustom + (uint)i,
                    ApplyNumberFormat = true,
                    FontId = (uint)total,
                    ApplyFont = true,
                    BorderId = total == 0 ? 0u : 2u,
                    ApplyBorder = true,
                }
            );
        return new Stylesheet(
            new NumberingFormats(
                Formats.Select(
                    (item, i) => new NumberingFormat { NumberFormatId = FirstCustom + (uint)i, FormatCode = item.Code }
                )
            ),
            new Fonts(
                new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
                new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
                new Font(new Bold(), new FontSize { Val = 14 }, new FontName { Val = "Calibri" })
            ),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(
                new Border(),
                Line(new BottomBorder { Style = BorderStyleValues.Thin }),
                Line(new TopBorder { Style = BorderStyleValues.Thin })
            ),
            new CellStyleFormats(new CellFormat()),
            cells
        );
    }

    private static Border Line(OpenXmlElement line) => new(line);
}
