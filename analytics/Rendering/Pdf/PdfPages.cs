using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>A4 pages filled from top to bottom; every one gets its head and foot when their number is known.</summary>
internal sealed class PdfPages : IDisposable
{
    /// <summary>Left edge of what is printed, in points.</summary>
    public const double Left = 40;

    /// <summary>Right edge.</summary>
    public const double Right = 595 - 40;

    /// <summary>Width between the edges.</summary>
    public const double Width = Right - Left;

    private const double Top = 56;
    private const double Bottom = 842 - 52;

    private readonly PdfDocument file;
    private readonly List<XGraphics> pages = [];

    public PdfPages(PdfDocument file)
    {
        this.file = file;
        Break();
    }

    /// <summary>How far down the page is filled.</summary>
    public double Y { get; set; }

    /// <summary>Where to draw.</summary>
    public XGraphics Page => pages[^1];

    /// <summary>The page itself, for bookmarks.</summary>
    public PdfPage Sheet => file.Pages[^1];

    /// <summary>A character could not be drawn and U+FFFD stands for it.</summary>
    public bool HasMissing { get; private set; }

    /// <summary>Height left on the page.</summary>
    public double Rest => Bottom - Y;

    /// <summary>Height of an empty page.</summary>
    public static double Height => Bottom - Top;

    /// <summary>Begins a page.</summary>
    public void Break()
    {
        var page = file.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        pages.Add(XGraphics.FromPdfPage(page));
        Y = Top;
    }

    /// <summary>Begins a page unless that height is left; true when it did.</summary>
    public bool Need(double height)
    {
        if (Rest >= height || Y <= Top)
            return false;
        Break();
        return true;
    }

    /// <summary>Text without what cannot be drawn; harmless already.</summary>
    public string Drawable(string text)
    {
        var shown = ReportFonts.Coverage.Shown(text, out var missing);
        HasMissing |= missing > 0;
        return shown;
    }

    /// <summary>One line of text, its baseline at <paramref name="y"/>.</summary>
    public void Text(string text, XFont font, XColor colour, double x, double y, double align = 0)
    {
        if (text.Length == 0)
            return;
        var start = align == 0 ? x : x - (align * Page.MeasureString(text, font).Width);
        Page.DrawString(text, font, Ink.Brush(colour), start, y);
    }

    /// <summary>The lines of a text in a width; a word that is longer than it is broken.</summary>
    public List<string> Lines(string text, XFont font, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Page.MeasureString(longer, font).Width <= width)
            {
                line = longer;
                continue;
            }
            if (line.Length > 0)
                lines.Add(line);
            line = word;
            while (line.Length > 1 && Page.MeasureString(line, font).Width > width)
            {
                var fits = 1;
                while (fits < line.Length - 1 && Page.MeasureString(line[..(fits + 1)], font).Width <= width)
                    fits++;
                lines.Add(line[..fits]);
                line = line[fits..];
            }
        }
        lines.Add(line);
        return lines;
    }

    /// <summary>A paragraph over the width, broken over pages where it must be.</summary>
    public void Paragraph(string text, XFont font, XColor colour, double indent = 0, double after = 4)
    {
        var step = font.Size * 1.42;
        foreach (var line in Lines(Drawable(SafeText.UpTo(4000, text)), font, Width - indent))
        {
            Need(step);
            Text(line, font, colour, Left + indent, Y + font.Size);
            Y += step;
        }
        Y += after;
    }

    /// <summary>Draws head and foot of every page and ends them all.</summary>
    public void Finish(ReportDocument document)
    {
        var (small, bold) = (ReportFonts.Of(7.5), ReportFonts.Of(7.5, isBold: true));
        var line = new XPen(Ink.Line, 0.6);
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            page.DrawLine(line, Left, 40, Right, 40);
            page.DrawLine(line, Left, 842 - 38, Right, 842 - 38);
            Draw(page, "StudyLake", bold, Ink.Accent, Left, 32, 0);
            Draw(page, Cut(page, $"{document.Title}, {document.Period}", small, 300), small, Ink.Soft, Left + 48, 32, 0);
            Draw(page, $"As of {Display.Moment(document.AsOf)}", small, Ink.Soft, Right, 32, 1);
            Draw(page, Cut(page, document.Classification, bold, 380), bold, Ink.Soft, Left, 842 - 26, 0);
            var number = string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {pages.Count}");
            Draw(page, number, small, Ink.Soft, Right, 842 - 26, 1);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pages.ForEach(page => page.Dispose());

    private static void Draw(XGraphics page, string text, XFont font, XColor colour, double x, double y, double align) =>
        page.DrawString(
            text,
            font,
            Ink.Brush(colour),
            align == 0 ? x : x - (align * page.MeasureString(text, font).Width),
            y
        );

    private string Cut(XGraphics page, string text, XFont font, double width)
    {
        var shown = Drawable(SafeText.Of(text));
        if (page.MeasureString(shown, font).Width <= width)
            return shown;
        while (shown.Length > 1 && page.MeasureString(shown + "…", font).Width > width)
            shown = shown[..^1];
        return shown + "…";
    }
}
