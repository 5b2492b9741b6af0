using System.Globalization;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>A4 pages filled from top to bottom; every one gets its head and foot when their number is known.</summary>
internal sealed class PdfPages
{
    /// <summary>Left edge of what is printed, in points.</summary>
    public const double Left = 40;

    /// <summary>Right edge.</summary>
    public const double Right = PdfCanvas.Width - 40;

    /// <summary>Width between the edges.</summary>
    public const double Width = Right - Left;

    private const double Top = 56;
    private const double Bottom = PdfCanvas.Height - 52;

    private readonly List<PdfCanvas> pages = [];

    public PdfPages() => Break();

    /// <summary>The fonts of all pages.</summary>
    public PdfFonts Fonts { get; } = new();

    /// <summary>All pages so far.</summary>
    public IReadOnlyList<PdfCanvas> All => pages;

    /// <summary>How far down the page is filled.</summary>
    public double Y { get; set; }

    /// <summary>Where to draw.</summary>
    public PdfCanvas Page => pages[^1];

    /// <summary>The page's number, 0 for the first.</summary>
    public int Index => pages.Count - 1;

    /// <summary>A character could not be drawn and U+FFFD stands for it.</summary>
    public bool HasMissing { get; private set; }

    /// <summary>Height left on the page.</summary>
    public double Rest => Bottom - Y;

    /// <summary>Height of an empty page.</summary>
    public static double Height => Bottom - Top;

    /// <summary>Begins a page.</summary>
    public void Break()
    {
        pages.Add(new PdfCanvas());
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

    /// <summary>A type of that size.</summary>
    public PdfType Type(double size, bool isBold = false) => Fonts.Of(size, isBold);

    /// <summary>Text without what cannot be drawn; harmless already.</summary>
    public string Drawable(string text)
    {
        var shown = Fonts.Regular.Shown(text, out var missing);
        HasMissing |= missing;
        return shown;
    }

    /// <summary>One line of text, its baseline at <paramref name="y"/>.</summary>
    public void Text(string text, PdfType font, Colour colour, double x, double y, double align = 0)
    {
        if (text.Length == 0)
            return;
        var start = align == 0 ? x : x - (align * font.Width(text));
        Page.Text(text, font, colour, start, y);
    }

    /// <summary>The lines of a text in a width; a word that is longer than it is broken.</summary>
    public static List<string> Lines(string text, PdfType font, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (font.Width(longer) <= width)
            {
                line = longer;
                continue;
            }
            if (line.Length > 0)
                lines.Add(line);
            line = word;
            while (line.Length > 1 && font.Width(line) > width)
            {
                var fits = 1;
                while (fits < line.Length - 1 && font.Width(line[..(fits + 1)]) <= width)
                    fits++;
                lines.Add(line[..fits]);
                line = line[fits..];
            }
        }
        lines.Add(line);
        return lines;
    }

    /// <summary>A paragraph over the width, broken over pages where it must be.</summary>
    public void Paragraph(string text, PdfType font, Colour colour, double indent = 0, double after = 4)
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
        var (small, bold) = (Type(7.5), Type(7.5, isBold: true));
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            page.Line(Ink.Line, 0.6, (Left, 40), (Right, 40));
            page.Line(Ink.Line, 0.6, (Left, PdfCanvas.Height - 38), (Right, PdfCanvas.Height - 38));
            page.Text("StudyLake", bold, Ink.Accent, Left, 32);
            page.Text(Cut($"{document.Title}, {document.Period}", small, 300), small, Ink.Soft, Left + 48, 32);
            var asOf = $"As of {Display.Moment(document.AsOf)}";
            page.Text(asOf, small, Ink.Soft, Right - small.Width(asOf), 32);
            page.Text(Cut(document.Classification, bold, 380), bold, Ink.Soft, Left, PdfCanvas.Height - 26);
            var number = string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {pages.Count}");
            page.Text(number, small, Ink.Soft, Right - small.Width(number), PdfCanvas.Height - 26);
        }
    }

    private string Cut(string text, PdfType font, double width)
    {
        var shown = Drawable(SafeText.Of(text));
        if (font.Width(shown) <= width)
            return shown;
        while (shown.Length > 1 && font.Width(shown + "…") > width)
            shown = shown[..^1];
        return shown + "…";
    }
}
