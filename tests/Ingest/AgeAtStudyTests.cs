using StudyLake.Events;

namespace StudyLake.Tests.Ingest;

/// <summary>Ages, by hand from the calendar and PS3.5 table 6.2-1.</summary>
public sealed class AgeAtStudyTests
{
    private static Mapping Of(string? birth, string? age, string? study) =>
        Mapping.Ct(bytes =>
        {
            if (study is not null)
                bytes.Element(0x00080020, "DA", study);
            if (birth is not null)
                bytes.Element(0x00100030, "DA", birth);
            if (age is not null)
                bytes.Element(0x00101010, "AS", age);
        });

    [Theory]
    [InlineData("19700131", "20240131", 54.0)]
    [InlineData("19700201", "20240131", 53.0)]
    [InlineData("20000229", "20240228", 23.0)]
    [InlineData("20000229", "20250301", 25.0)]
    [InlineData("20240131", "20240131", 0.0)]
    [InlineData("1970.01.31", "20240131", 54.0)]
    public void Years_are_completed_from_birth_to_study(string birth, string study, double expected) =>
        Assert.Equal(expected, Of(birth, null, study)["patient_age_years"]);

    [Theory]
    [InlineData("003M", 0.0)] // trap 17: not three years
    [InlineData("02W", 0.0)]
    [InlineData("010D", 0.0)]
    [InlineData("000Y", 0.0)]
    [InlineData("011M", 0.0)]
    [InlineData("012M", 1.0)]
    [InlineData("054Y", 54.0)]
    [InlineData(" 54Y", 54.0)]
    public void Without_a_birth_date_the_stated_age_counts_in_its_unit(string age, double expected) =>
        Assert.Equal(expected, Of(null, age, "20240131")["patient_age_years"]);

    [Theory]
    [InlineData("45")]
    [InlineData("Y")]
    [InlineData("4 5Y")]
    public void An_age_without_unit_is_null_and_an_issue(string age)
    {
        var mapping = Of(null, age, "20240131");
        Assert.Null(mapping["patient_age_years"]);
        Assert.True(mapping.Has(FieldErrorCode.ValueInvalid, "PatientAge"));
    }

    [Theory]
    [InlineData("19340131", "20240131")]
    [InlineData("19100131", "20240131")]
    public void Ninety_stands_for_ninety_and_over(string birth, string study) =>
        Assert.Equal(90.0, Of(birth, null, study)["patient_age_years"]);

    [Theory]
    [InlineData("20240201", null, "PatientBirthDate")]
    [InlineData("18900131", null, "PatientBirthDate")]
    [InlineData(null, "131Y", "PatientAge")]
    public void Birth_after_the_study_and_over_130_years_are_null_and_an_issue(
        string? birth,
        string? age,
        string keyword
    )
    {
        var mapping = Of(birth, age, "20240131");
        Assert.Null(mapping["patient_age_years"]);
        Assert.True(mapping.Has(FieldErrorCode.AgeImplausible, keyword));
    }

    [Theory]
    [InlineData("054Y", false)]
    [InlineData("055Y", false)] // a birthday entered as 1 January
    [InlineData("056Y", true)]
    public void Sources_over_a_year_apart_are_an_issue_and_the_birth_date_wins(string age, bool isConflict)
    {
        var mapping = Of("19700101", age, "20240131");
        Assert.Equal(54.0, mapping["patient_age_years"]);
        Assert.Equal(isConflict, mapping.Has(FieldErrorCode.AgeConflict, "PatientAge"));
    }

    [Fact]
    public void Without_a_study_date_the_stated_age_is_what_is_known()
    {
        Assert.Equal(54.0, Of("19700101", "054Y", null)["patient_age_years"]);
        Assert.Null(Of("19700101", null, null)["patient_age_years"]);
    }
}
