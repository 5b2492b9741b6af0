using System.IO.Compression;
using System.Text;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Tests.Analytics.Rendering;

public sealed class ReportFilesTests
{
    [Fact]
    public void The_same_report_gives_the_same_bytes_in_every_form()
    {
        foreach (var format in ReportFiles.Formats)
        {
            var (one, other) = (
                ReportFiles.Render(SomeReport.Full(), format),
                ReportFiles.Render(SomeReport.Full(), format)
            );
            Assert.True(one.Content.Span.SequenceEqual(other.Content.Span), $"{format} differs");
            Assert.NotEqual(0, one.Content.Length);
        }
    }

    [Fact]
    public void Another_moment_or_number_gives_other_bytes()
    {
        var report = SomeReport.Full();
        foreach (var format in ReportFiles.Formats)
            Assert.False(
                ReportFiles
                    .Render(report, format)
                    .Content.Span.SequenceEqual(ReportFiles.Render(SomeReport.Full("a", "b"), format).Content.Span),
                $"{format} is the same"
            );
    }

    [Theory]
    [InlineData("html", "volume-2026-10.html", "text/html; charset=utf-8")]
    [InlineData("PDF", "volume-2026-10.pdf", "application/pdf")]
    [InlineData("xlsx", "volume-2026-10.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData(" csv", "volume-2026-10.csv.zip", "application/zip")]
    [InlineData("json", "volume-2026-10.json", "application/json")]
    public void A_form_has_its_name_ending_and_media_type(string name, string file, string mediaType)
    {
        var format = ReportFiles.Parse(name);
        Assert.NotNull(format);
        var rendered = ReportFiles.Render(SomeReport.Full(), format.Value);
        Assert.Equal(file, rendered.Name);
        Assert.Equal(mediaType, rendered.MediaType);
    }

    [Fact]
    public void An_unknown_form_is_none() => Assert.Null(ReportFiles.Parse("docx"));

    [Fact]
    public void Every_entry_of_an_archive_has_the_moment_of_the_report()
    {
        foreach (var format in new[] { ReportFormat.Csv, ReportFormat.Xlsx })
        {
            using var zip = Zip(ReportFiles.Render(SomeReport.Full(), format));
            Assert.All(zip.Entries, entry => Assert.Equal(SomeReport.AsOf, entry.LastWriteTime.DateTime));
        }
    }

    [Fact]
    public void A_name_of_a_table_cannot_leave_the_archive()
    {
        var table = SomeReport.Matrix(
            "../../etc/passwd",
            ["a"],
            ["b"],
            new long[,]
            {
                { 1 },
            }
        );
        using var zip = Zip(ReportFiles.Render(SomeReport.Of([table, table]), ReportFormat.Csv));
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9._-]+$", name));
        Assert.DoesNotContain(names, name => name.StartsWith('.'));
    }

    [Fact]
    public void The_csv_files_say_what_to_know_about_them()
    {
        using var zip = Zip(ReportFiles.Render(SomeReport.Full(), ReportFormat.Csv));
        var about = Text(zip, "about.csv");
        foreach (
            var expected in new[]
            {
                "1 to 31 October 2026",
                "2026-11-02 06:30 UTC",
                "For use within the organisation",
                "Counting rule,study",
                "No exam of this month from Seeklinik.",
                "\"Expected 3 rows, found none.\"",
                "An exam counts once.",
                "A study with an acquired image.",
            }
        )
            Assert.Contains(expected, about, StringComparison.Ordinal);
        Assert.Contains("RFC 4180", Text(zip, "README.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_number_in_the_csv_is_a_number()
    {
        using var zip = Zip(ReportFiles.Render(SomeReport.Full(), ReportFormat.Csv));
        Assert.Contains("row,Ωμέγα,1251,0.261,-0.1,13.5,", Text(zip, "by-site.csv"), StringComparison.Ordinal);
    }

    private static ZipArchive Zip(ReportFile file) => new(new MemoryStream(file.Content.ToArray()));

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(
            zip.GetEntry(name)?.Open() ?? throw new InvalidOperationException(name),
            Encoding.UTF8
        );
        return reader.ReadToEnd();
    }
}
