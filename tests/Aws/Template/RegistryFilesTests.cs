using StudyLake.Analytics;
using StudyLake.Aws.Template;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Aws.Template;

public sealed class RegistryFilesTests
{
    [Fact]
    public void A_file_is_written_as_OpenCSVSerDe_reads_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "institutions.csv",
            "institution_name,site_name,time_zone,opens_at,closes_at\n\"A \"\"b\"\", \\c\",Site,Europe/Berlin,08:00,\n"u8.ToArray()
        );
        // By the guide: quotes around each field, a backslash escapes, an empty field is empty text.
        Assert.Equal(
            "\"institution_name\",\"site_name\",\"time_zone\",\"opens_at\",\"closes_at\"\n"
                + "\"A \"\"b\"\", \\\\c\",\"Site\",\"Europe/Berlin\",\"08:00\",\"\"\n",
            RegistryFiles.Csv(Registry.Load(folder.Path), Registry.Institutions)
        );
    }

    [Fact]
    public void A_view_gives_types_and_takes_empty_text_for_null()
    {
        var sql = RegistryFiles.ViewSql(Registry.Calendar);
        Assert.Contains("cast(nullif(calendar_date, '') as date) as calendar_date", sql, StringComparison.Ordinal);
        Assert.EndsWith("from raw_registry_calendar\n", sql, StringComparison.Ordinal);
    }
}
