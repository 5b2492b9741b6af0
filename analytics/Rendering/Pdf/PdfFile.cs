using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>
/// Writes PDF 1.7 (ISO 32000-1): pages, two embedded TrueType fonts with their way back to Unicode, bookmarks, title and
/// language. Nothing in the file but what it is given: its identifier is a hash of it.
/// </summary>
internal sealed class PdfFile
{
    private const int CatalogNumber = 1;
    private const int PagesNumber = 2;
    private const int InfoNumber = 3;

    private readonly SortedDictionary<int, byte[]> objects = [];
    private int last = InfoNumber;

    /// <summary>The file.</summary>
    /// <param name="pages">Its pages.</param>
    /// <param name="fonts">The fonts in which they are drawn.</param>
    /// <param name="bookmarks">Title and page, 0 for the first; the first is the root of the others.</param>
    /// <param name="about">Title and subject.</param>
    /// <param name="moment">UTC, when it was made.</param>
    public static byte[] Of(
        IReadOnlyList<PdfCanvas> pages,
        PdfFonts fonts,
        IReadOnlyList<(string Title, int Page)> bookmarks,
        (string Title, string Subject) about,
        DateTime moment
    ) => new PdfFile().Write(pages, fonts, bookmarks, about, moment);

    private byte[] Write(
        IReadOnlyList<PdfCanvas> pages,
        PdfFonts fonts,
        IReadOnlyList<(string Title, int Page)> bookmarks,
        (string Title, string Subject) about,
        DateTime moment
    )
    {
        var (regular, semibold) = (Font(fonts.Regular), Font(fonts.Semibold));
        var resources = Add(
            $"<< /Font << /{fonts.Regular.Resource} {regular} 0 R /{fonts.Semibold.Resource} {semibold} 0 R >> >>"
        );
        var numbers = new List<int>();
        foreach (var page in pages)
        {
            var content = Stream("", Encoding.ASCII.GetBytes(page.Content));
            numbers.Add(
                Add(
                    FormattableString.Invariant(
                        $"<< /Type /Page /Parent {PagesNumber} 0 R /MediaBox [0 0 {PdfCanvas.Width} {PdfCanvas.Height}] /Resources {resources} 0 R /Contents {content} 0 R >>"
                    )
                )
            );
        }
        Put(
            PagesNumber,
            $"<< /Type /Pages /Count {numbers.Count} /Kids [{string.Join(' ', numbers.Select(n => $"{n} 0 R"))}] >>"
        );
        var date = moment.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        Put(
            InfoNumber,
            $"<< /Title {Text(about.Title)} /Subject {Text(about.Subject)} /Author {Text("StudyLake")} /Creator {Text("StudyLake")} /CreationDate ({date}) /ModDate ({date}) >>"
        );
        var outlines = Bookmarks(bookmarks, numbers);
        Put(
            CatalogNumber,
            $"<< /Type /Catalog /Pages {PagesNumber} 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> /PageMode /UseOutlines /Outlines {outlines} 0 R >>"
        );
        return Assemble();
    }

    private int Font(PdfFace face)
    {
        var font = face.Font;
        int Scaled(int units) => (int)Math.Round(1000.0 * units / font.UnitsPerEm);
        var subset = font.Subset(face.Drawn.Keys);
        // Six letters before the name say that this is a part of the font; they are made of the part itself.
        var hash = SHA256.HashData(subset);
        var name = string.Concat(hash.Take(6).Select(b => (char)('A' + (b % 26)))) + "+" + face.Name;
        var file = Stream($"/Length1 {subset.Length}", subset);
        var box = string.Join(' ', font.Box.Select(Scaled));
        var descriptor = Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {Scaled(font.Ascent)} /Descent {Scaled(font.Descent)} /CapHeight {Scaled(font.Ascent)} /StemV 80 /FontFile2 {file} 0 R >>"
        );
        var widths = string.Join(' ', face.Drawn.Keys.Select(glyph => $"{glyph} [{Scaled(font.Advance(glyph))}]"));
        var descendant = Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /W [{widths}] >>"
        );
        var unicode = Stream("", Encoding.ASCII.GetBytes(ToUnicode(face)));
        return Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
        );
    }

    // So that what is copied or searched is text: ISO 32000-1, 9.10.3.
    private static string ToUnicode(PdfFace face)
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """
        );
        // At most 100 lines in a block.
        foreach (var block in face.Drawn.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, character) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{character:X4}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private int Bookmarks(IReadOnlyList<(string Title, int Page)> bookmarks, List<int> pages)
    {
        var root = ++last;
        var top = ++last;
        var children = bookmarks.Skip(1).Select(_ => ++last).ToList();
        Put(root, $"<< /Type /Outlines /First {top} 0 R /Last {top} 0 R /Count {children.Count + 1} >>");
        var below =
            children.Count == 0 ? "" : $"/First {children[0]} 0 R /Last {children[^1]} 0 R /Count {children.Count} ";
        Put(top, $"<< {Title(bookmarks[0])} /Parent {root} 0 R {below}>>");
        for (var i = 0; i < children.Count; i++)
            Put(
                children[i],
                $"<< {Title(bookmarks[i + 1])} /Parent {top} 0 R {(i == 0 ? "" : $"/Prev {children[i - 1]} 0 R ")}{(i == children.Count - 1 ? "" : $"/Next {children[i + 1]} 0 R ")}>>"
            );
        return root;

        string Title((string Title, int Page) item) => $"/Title {Text(item.Title)} /Dest [{pages[item.Page]} 0 R /Fit]";
    }

    // UTF-16 with its mark, in hexadecimal: no character of a name can end the string.
    private static string Text(string text) =>
        "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(SafeText.Of(text))) + ">";

    private int Stream(string entries, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        var head = Encoding.ASCII.GetBytes($"<< /Length {packed.Length} /Filter /FlateDecode {entries} >>\nstream\n");
        objects[++last] = [.. head, .. packed.ToArray(), .. "\nendstream"u8];
        return last;
    }

    private int Add(string content)
    {
        Put(++last, content);
        return last;
    }

    private void Put(int number, string content) => objects[number] = Encoding.ASCII.GetBytes(content);

    private byte[] Assemble()
    {
        using var file = new MemoryStream();
        // Four bytes above 127 say that this is no text file.
        file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var offsets = new List<long>();
        foreach (var (number, content) in objects)
        {
            offsets.Add(file.Length);
            file.Write(Encoding.ASCII.GetBytes($"{number} 0 obj\n"));
            file.Write(content);
            file.Write("\nendobj\n"u8);
        }
        var id = Convert.ToHexString(SHA256.HashData(file.ToArray()).AsSpan(0, 16));
        var start = file.Length;
        var end = new StringBuilder();
        end.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            end.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        end.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {offsets.Count + 1} /Root {CatalogNumber} 0 R /Info {InfoNumber} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n"
        );
        file.Write(Encoding.ASCII.GetBytes(end.ToString()));
        return file.ToArray();
    }
}
