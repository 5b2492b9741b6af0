using System.Globalization;
using System.Text.Json;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>The event as its JSON line says it, against what DuckDB reads in the Parquet files.</summary>
public sealed class RoundTripTests
{
    private static readonly StudyEvent[] Events =
    [
        .. Enumerable.Range(0, 40).Select(SomeEvents.Full),
        SomeEvents.Bare(100),
        SomeEvents.Rejected(101),
        SomeEvents.Removed(102),
        SomeEvents.Superseded(103),
    ];

    [Theory]
    [InlineData("study_events")]
    [InlineData("study_text")]
    [InlineData("field_issues")]
    public async Task Every_column_of_every_event_comes_back_from_Parquet_as_the_line_says_it(string tableName)
    {
        var table = LakeTables.All.Single(candidate => candidate.Name == tableName);
        var expected = Events
            .Select(studyEvent => JsonDocument.Parse(EventJson.ToUtf8(studyEvent)).RootElement)
            .SelectMany(line => Rows(table, line))
            .Order(StringComparer.Ordinal)
            .ToList();

        var lake = new MemoryLakeStore();
        var segment = Segments.Put(lake, 1, Segments.Lines(Events));
        await new Transformer(lake, new TransformOptions()).TransformAsync(
            segment,
            TestContext.Current.CancellationToken
        );
        using var duck = new Duck();
        var file = duck.Put("table.parquet", lake.Files[LakeFile.Of(table, segment.ArrivalDate, segment.Name)]);
        var found = duck.Rows($"select {string.Join(", ", table.Columns.Select(column => column.Name))} from {file}")
            .Select(row => string.Join('|', row.Zip(table.Columns, (value, column) => Text(value, column))))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(expected, found);
        Assert.Equal(
            tableName == "field_issues" ? 80
                : tableName == "study_text" ? 40
                : 44,
            found.Count
        );
    }

    [Fact]
    public async Task Every_column_has_the_type_that_the_contract_gives_it()
    {
        var lake = new MemoryLakeStore();
        var segment = Segments.Put(
            lake,
            1,
            [
                .. Segments.Lines(Events),
                .. "bad\n"u8,
                .. EventJson.ToUtf8(SegmentRequeued.Of("x", Segments.Date, 1, DateTime.UnixEpoch)),
            ]
        );
        await new Transformer(lake, new TransformOptions()).TransformAsync(
            segment,
            TestContext.Current.CancellationToken
        );
        using var duck = new Duck();
        foreach (var table in LakeTables.OfSegments)
        {
            var file = duck.Put("table.parquet", lake.Files[LakeFile.Of(table, segment.ArrivalDate, segment.Name)]);
            var types = duck.Rows($"select column_name, column_type from (describe select * from {file})")
                .Select(row => $"{row[0]} {row[1]}");
            Assert.Equal(table.Columns.Select(column => $"{column.Name} {DuckType(column.Type)}"), types);
        }
    }

    [Fact]
    public async Task Every_row_group_of_Parquet_is_sorted_and_has_no_more_rows_than_it_may()
    {
        using var duck = new Duck();
        var tables = new EventTables();
        var reader = new EventLineReader(tables, []);
        foreach (var studyEvent in Enumerable.Range(0, 250).Select(n => SomeEvents.Full(n * 7919 % 250)))
            Assert.Null(reader.Read(EventJson.ToUtf8(studyEvent)));
        using var output = new MemoryStream();
        await ParquetTableWriter.WriteAsync(tables.Events, output, 100, TestContext.Current.CancellationToken);
        var file = duck.Put("groups.parquet", output.ToArray());

        var groups = duck.Rows(
            $"select row_group_num_rows from parquet_metadata({file}) where column_id = 0 order by row_group_id"
        );
        Assert.Equal([100L, 100L, 50L], groups.Select(row => row[0]));
        const string Order = "modality, institution_name, study_date, study_instance_uid, object_id";
        Assert.Equal(
            duck.Rows($"select object_id from {file} order by {Order}").Select(row => row[0]),
            duck.Rows($"select object_id from read_parquet({file}, file_row_number = true) order by file_row_number")
                .Select(row => row[0])
        );
    }

    private static IEnumerable<string> Rows(LakeTable table, JsonElement line)
    {
        if (table == LakeTables.FieldIssues)
        {
            var errors = line.TryGetProperty("field_errors", out var array) ? array.EnumerateArray().ToArray() : [];
            return errors.Select((error, index) => Row(table, line, error, index + 1));
        }
        return table == LakeTables.StudyEvents || line.TryGetProperty("text", out _)
            ? [Row(table, line, default, 0)]
            : [];
    }

    private static string Row(LakeTable table, JsonElement line, JsonElement error, int number) =>
        string.Join(
            '|',
            table.Columns.Select(column =>
                column.Name switch
                {
                    "field_error_count" => line.TryGetProperty("field_errors", out var errors)
                        ? errors.GetArrayLength().ToString(CultureInfo.InvariantCulture)
                        : "0",
                    "rejection_reason" => Member(line, "reason"),
                    "removal_cause" => Member(line, "cause"),
                    "issue_number" => number.ToString(CultureInfo.InvariantCulture),
                    "issue_code" => Member(error, "code"),
                    "keyword" => Member(error, "keyword"),
                    "occurred_at" or "recorded_at" => Instant(line.GetProperty(column.Name).GetDateTime()),
                    _ when column.Attribute is { Group: ColumnGroup.Text } => Nested(line, "text", column.Name),
                    _ when column.Attribute is not null => Nested(line, "attributes", column.Name),
                    _ => Member(line, column.Name),
                }
            )
        );

    private static string Nested(JsonElement line, string group, string name) =>
        line.TryGetProperty(group, out var payload) ? Member(payload, name) : "null";

    private static string Member(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? "null"
        : value.ValueKind == JsonValueKind.String ? value.GetString() ?? ""
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
            ? whole.ToString(CultureInfo.InvariantCulture)
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("R", CultureInfo.InvariantCulture)
        : value.GetBoolean() ? "true"
        : "false";

    private static string Text(object? value, LakeColumn column) =>
        value switch
        {
            null => "null",
            string text => text,
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            DateTime instant when column.Type == ColumnType.Date => DateOnly
                .FromDateTime(instant)
                .ToString("O", CultureInfo.InvariantCulture),
            DateTime instant => Instant(instant),
            DateTimeOffset instant => Instant(instant.UtcDateTime),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"Unexpected {value.GetType()}."),
        };

    private static string Instant(DateTime utc) =>
        utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    private static string DuckType(ColumnType type) =>
        type switch
        {
            ColumnType.Integer => "INTEGER",
            ColumnType.Bigint => "BIGINT",
            ColumnType.Double => "DOUBLE",
            ColumnType.Boolean => "BOOLEAN",
            ColumnType.Date => "DATE",
            ColumnType.Timestamp => "TIMESTAMP WITH TIME ZONE",
            _ => "VARCHAR",
        };
}
