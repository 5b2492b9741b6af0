using StudyLake.Analytics.Rendering;
using StudyLake.Tests.Analytics.Reports;

namespace StudyLake.Tests.Analytics.Rendering;

/// <summary>One report in five forms, each read back by a reader of its own, compared cell by cell.</summary>
public sealed class SameNumbersTests
{
    [Fact]
    public async Task Every_form_states_the_same() =>
        await ReadBack.CompareAsync(SomeReport.Full(), expectedAtLeast: 25);

    [Fact]
    public async Task Every_form_states_the_same_numbers_beside_hostile_names() =>
        await ReadBack.CompareAsync(SomeReport.Full(SomeReport.Hostile), expectedAtLeast: 70, isPlain: false);

    [Fact]
    public async Task Every_form_of_a_monthly_report_states_the_same() =>
        await ReadBack.CompareAsync(await MadeReport.TenStudiesAsync(), expectedAtLeast: 300);

    [Fact]
    public async Task Every_form_of_a_public_report_states_the_same() =>
        await ReadBack.CompareAsync(Suppression.Apply(SomeReport.Full(), 1240), expectedAtLeast: 10);
}
