using System.Text.RegularExpressions;
using StudyLake.Events;
using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics;

/// <summary>The mart of duplicates over lakes by hand; every answer was worked out from the rows above it.</summary>
public sealed class DuplicatesTests
{
    private const string Answer = """
        select duplicate_kind, group_key, object_count, instance_count, series_count, study_count, source_count,
            payload_count, stored_bytes, repeated_bytes
        from duplicates order by duplicate_kind, group_key
        """;

    [Fact]
    public async Task One_uid_under_two_keys_is_an_identity_duplicate_held_twice()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Image("a", "1.1.1", number: 1));
        lake.Add(Image("b", "1.1.1", number: 1));
        lake.Add(Image("c", "1.1.1", number: 1).With(("source", "clinic")));
        lake.Add(Image("d", "1.1.2", number: 2));
        Assert.Equal(["identity|1.1.1|3|1|1|1|2|1|3000|2000"], await lake.QueryAsync(Answer));
    }

    [Fact]
    public async Task One_uid_with_two_payloads_is_a_conflict_and_holds_nothing_twice()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Image("a", "1.1.1", number: 1));
        lake.Add(Image("b", "1.2.1", number: 1).With(("sop_instance_uid", "1.1.1"), ("convolution_kernel", "B70f")));
        Assert.Equal(["identity|1.1.1|2|1|2|1|1|2|2000|0"], await lake.QueryAsync(Answer));
    }

    [Fact]
    public async Task One_payload_under_two_uids_is_a_content_duplicate()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Image("a", "1.1.1", number: 1));
        lake.Add(Image("b", "2.1.1", number: 1));
        // Another number, size, kernel, patient or time is another image.
        lake.Add(Image("c", "3.1.1", number: 2));
        lake.Add(Image("d", "3.1.2", number: 1).With(("object_bytes", 1002)));
        lake.Add(Image("e", "3.1.3", number: 1).With(("convolution_kernel", "B70f")));
        lake.Add(Image("f", "3.1.4", number: 1).With(("patient_pseudonym", "another")));
        lake.Add(Image("g", "3.1.5", number: 1).With(("acquisition_time", "10:00:00.000")));
        Assert.Equal(["content|ward|a|2|2|2|2|1|1|2000|1000"], await lake.QueryAsync(Answer));
    }

    [Fact]
    public async Task Images_without_number_or_time_are_not_taken_for_copies()
    {
        await using var lake = new HandmadeLake();
        lake.Add(Stored("a", "1", "1.1.1").With(("acquisition_time", "09:20:00.000")));
        lake.Add(Stored("b", "1", "1.1.2").With(("acquisition_time", "09:20:00.000")));
        lake.Add(Stored("c", "1", "1.1.3").With(("instance_number", 3)));
        lake.Add(Stored("d", "1", "1.1.4").With(("instance_number", 3)));
        Assert.Empty(await lake.QueryAsync(Answer));
    }

    [Fact]
    public async Task Bytes_held_twice_add_up_over_both_kinds()
    {
        await using var lake = new HandmadeLake();
        // Four objects of one payload: three could go.
        lake.Add(Image("a", "1.1.1", number: 1));
        lake.Add(Image("b", "1.1.1", number: 1));
        lake.Add(Image("c", "2.1.1", number: 1));
        lake.Add(Image("d", "3.1.1", number: 1));
        Assert.Equal(
            ["content|ward|a|4|3|3|3|1|1|4000|2000", "identity|1.1.1|2|1|1|1|1|1|2000|1000"],
            await lake.QueryAsync(Answer)
        );
    }

    [Fact]
    public async Task Only_what_is_there_now_by_its_winning_reading_is_compared()
    {
        await using var lake = new HandmadeLake();
        // b was a copy and is gone; c was one and was corrected; d is one only by the newer reading.
        lake.Add(Image("a", "1.1.1", number: 1));
        lake.Add(Image("b", "1.1.1", number: 1));
        lake.Add(Removed("b", "2"));
        lake.Add(Image("c", "2.1.1", number: 1));
        lake.Add(Image("c", "2.1.1", number: 9).With(("order_key", "2")));
        lake.Add(Image("d", "3.1.1", number: 1).With(("series_number", 7)));
        lake.Add(
            Image("d", "3.1.1", number: 1).With(("extractor_version", 2), ("recorded_at", "2026-12-01 00:00:00+00"))
        );
        lake.Add(Image("d", "3.1.1", number: 1).With(("series_number", 7)));
        Assert.Equal(["content|ward|a|2|2|2|2|1|1|2000|1000"], await lake.QueryAsync(Answer));
    }

    [Fact]
    public void Every_attribute_but_the_identity_makes_the_payload()
    {
        string[] identity =
        [
            "study_instance_uid",
            "series_instance_uid",
            "sop_instance_uid",
            "media_storage_sop_instance_uid",
        ];
        var sql = HandmadeLake.Catalog["duplicates"].Sql;
        var compared = Regex.Match(sql, @"partition by\s+((?:readings\.\w+,?\s+){9,})\)").Groups[1].Value;
        Assert.Equal(
            AttributeTable
                .Attributes.Select(column => column.Name)
                .Append("object_bytes")
                .Except(identity)
                .Order(StringComparer.Ordinal),
            Regex.Matches(compared, @"readings\.(\w+)").Select(match => match.Groups[1].Value)
        );
    }

    private static Row Image(string objectId, string image, int number) =>
        Stored(objectId, "1", image).With(("instance_number", number), ("acquisition_time", "09:20:00.000"));
}
