using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Events;

/// <summary>One fact has one name from the header to the dashboard; these tests walk the contract and hold it to that.</summary>
public sealed partial class ContractConsistencyTests
{
    private static IEnumerable<AttributeColumn> Columns => AttributeTable.Attributes.Concat(AttributeTable.Texts);

    [Fact]
    public void Every_attribute_of_both_releases_is_in_the_table_with_its_tag_vr_level_and_privacy_class()
    {
        var notes = Path.Combine(Needs.SharedData("dicom"), "..", "..", "notes", "attributes.tsv");
        var expected = File.ReadLines(notes)
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(row => $"{row[0]} {row[1]} {row[2]} {row[3]} {row[5]}");

        var actual = AttributeTable.All.Select(row =>
            $"{row.Keyword} {row.Tag.Group:X4},{row.Tag.Element:X4} {row.Vr} {Level(row.Level)} {Privacy(row.Privacy)}"
        );

        Assert.Empty(expected.Except(actual));
    }

    [Fact]
    public void Keywords_tags_and_column_names_are_unique()
    {
        Assert.Equal(AttributeTable.All.Length, AttributeTable.All.Select(row => row.Keyword).Distinct().Count());
        Assert.Equal(AttributeTable.All.Length, AttributeTable.All.Select(row => row.Tag).Distinct().Count());
        Assert.Equal(Columns.Count(), Columns.Select(column => column.Name).Distinct().Count());
    }

    [Fact]
    public void The_csharp_name_of_an_attribute_is_its_keyword_in_pascal_case()
    {
        var fields = typeof(AttributeTable).GetFields(BindingFlags.Public | BindingFlags.Static);
        foreach (var field in fields)
        {
            if (field.GetValue(null) is DicomAttribute attribute)
                // A method of the table has the name Columns already.
                Assert.Equal(
                    attribute.Keyword.ToUpperInvariant(),
                    field.Name == "ColumnsAttribute" ? "COLUMNS" : field.Name.ToUpperInvariant()
                );
        }
    }

    [Fact]
    public void A_column_is_named_after_its_keyword_unless_it_is_another_fact()
    {
        string[] otherFacts =
        [
            "_pseudonym",
            "_pseudonyms",
            "_codes",
            "_code",
            "_uids",
            "_uid",
            "_keywords",
            "patient_age_years",
            "is_phantom",
            "has_admission_id",
            "contributing_equipment_models",
            "unique_device_identifiers",
            "last_calibration_date",
            "first_irradiation_date_time",
            "content_template",
            "frame_acquisition_date_time_end",
            "irradiation_event_count",
        ];
        foreach (
            var column in Columns.Where(column =>
                !otherFacts.Any(column.Name.EndsWith)
                && !(column.Attribute == AttributeTable.ContentSequence && column.Name.StartsWith("dose_"))
            )
        )
            Assert.StartsWith(
                column.Attribute.Keyword,
                column.Name.Replace("_", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase
            );
    }

    [Theory]
    [InlineData("StudyInstanceUID", "study_instance_uid")]
    [InlineData("SOPClassUID", "sop_class_uid")]
    [InlineData("IssuerOfPatientID", "issuer_of_patient_id")]
    [InlineData("Modality", "modality")]
    public void A_keyword_becomes_words(string keyword, string expected) =>
        Assert.Equal(expected, SnakeCase.From(keyword));

    [Fact]
    public void A_quantity_carries_its_unit_as_suffix()
    {
        var suffixes = new Dictionary<string, string>
        {
            ["a"] = "_years",
            ["T"] = "_t",
            ["s"] = "_s",
            ["mGy"] = "_mgy",
            ["mGy.cm"] = "_mgy_cm",
            ["Gy.cm2"] = "_gy_cm2",
            ["MBq"] = "_mbq",
            ["kV"] = "_kv",
            ["mA"] = "_ma",
            ["mA.s"] = "_mas",
            ["ms"] = "_ms",
            ["mm"] = "_mm",
            ["m"] = "_m",
            ["kg"] = "_kg",
            ["mL"] = "_ml",
            ["N"] = "_n",
            ["deg"] = "_deg",
            ["{pixels}"] = "_px",
            ["By"] = "_bytes",
        };
        foreach (var column in Columns.Where(column => column.Unit is not null))
            Assert.EndsWith(suffixes[column.Unit ?? ""], column.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Free_text_is_in_a_group_and_a_table_of_its_own()
    {
        Assert.All(
            Columns,
            column =>
                Assert.Equal(
                    column.Attribute.Privacy == PrivacyClass.Scan
                        || column.Attribute == AttributeTable.ReasonForTheRequestedProcedure,
                    column.Group == ColumnGroup.Text
                )
        );
        Assert.DoesNotContain(LakeTables.StudyEvents.Columns, column => column.Attribute?.Group == ColumnGroup.Text);
    }

    [Fact]
    public void No_value_of_an_identifying_attribute_has_a_column()
    {
        var identifying = Columns.Where(column =>
            column.Attribute.Privacy == PrivacyClass.Pseudonymise || column.Attribute.Vr == "PN"
        );
        Assert.All(
            identifying,
            column =>
                Assert.True(
                    column.Name.Contains("pseudonym", StringComparison.Ordinal) || column.Type == ColumnType.Boolean
                )
        );
        Assert.Null(AttributeTable.PatientBirthDate.Column);
        Assert.Null(AttributeTable.PatientName.Column);
        Assert.Null(AttributeTable.AdmissionId.Column);
        Assert.Null(AttributeTable.InstitutionAddress.Column);
    }

    [Fact]
    public void Every_payload_column_is_in_the_table_of_its_group_with_the_same_name_type_and_unit()
    {
        foreach (var column in Columns)
        {
            var table = column.Group == ColumnGroup.Text ? LakeTables.StudyText : LakeTables.StudyEvents;
            var lake = table.Column(column.Name);
            Assert.Equal((column.Type, column.Unit, column), (lake.Type, lake.Unit, lake.Attribute));
        }
    }

    [Fact]
    public void Names_in_the_lake_are_snake_case_and_say_instant_date_or_flag()
    {
        foreach (var column in LakeTables.All.SelectMany(table => table.Columns))
        {
            Assert.Matches(Name(), column.Name);
            Assert.Equal(column.Type == ColumnType.Timestamp, column.Name.EndsWith("_at", StringComparison.Ordinal));
            Assert.True(
                column.Type != ColumnType.Date || column.Name.EndsWith("_date", StringComparison.Ordinal),
                column.Name
            );
            Assert.True(
                column.Type != ColumnType.Boolean
                    || column.Name.StartsWith("is_", StringComparison.Ordinal)
                    || column.Name.StartsWith("has_", StringComparison.Ordinal),
                column.Name
            );
        }
    }

    [Fact]
    public void Ordinals_have_no_gaps() =>
        Assert.All(
            Enum.GetValues<ColumnGroup>(),
            group =>
                Assert.Equal(
                    Enumerable.Range(0, AttributeTable.Columns(group).Length),
                    AttributeTable.Columns(group).Select(column => column.Ordinal)
                )
        );

    private static string Level(AttributeLevel level) =>
        level == AttributeLevel.FileMeta ? "file" : level.ToString().ToLower(CultureInfo.InvariantCulture);

    private static string Privacy(PrivacyClass privacy) =>
        privacy == PrivacyClass.DeriveThenDrop
            ? "derive-then-drop"
            : privacy.ToString().ToLower(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Name();
}
