using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>
/// A reader skips a row group whose statistics say that nothing in it can match, so wrong statistics lose rows that a
/// comparison of whole tables never misses. Each column is therefore filtered, at values it has, in our file and in one
/// that DuckDB wrote from the same rows.
/// </summary>
public sealed class StatisticsTests
{
    private const string HalfWidth = "\uFF71";
    private const string Supplementary = "\U00020BB7";

    private static readonly string[] Comparisons = ["=", ">=", "<=", ">", "<"];

    [Fact]
    public async Task Every_column_filtered_at_its_values_gives_the_rows_of_a_file_by_another_writer()
    {
        using var duck = new Duck();
        // The file is asked a thousand times and does not change.
        duck.Run("set parquet_metadata_cache = true");
        await PutAsync(duck, Enumerable.Range(0, 400).Select(SomeEvents.Full), rowGroupRows: 50);
        var filters = 0;
        foreach (var column in LakeTables.StudyEvents.Columns)
            filters += AssertFiltersAgree(duck, column);
        Assert.True(filters > 1000, $"{filters} filters");
    }

    [Fact]
    public async Task Every_column_that_can_be_pruned_has_least_and_greatest_value_in_each_row_group()
    {
        using var duck = new Duck();
        await PutAsync(duck, Enumerable.Range(0, 400).Select(SomeEvents.Full), rowGroupRows: 50);
        var without = duck.Rows(
            $"""
            select distinct path_in_schema from parquet_metadata({duck.Quoted("ours.parquet")})
            where stats_min_value is null and stats_null_count < num_values
            """
        );
        Assert.Equal(
            ["has_admission_id", "is_phantom"],
            without.Select(row => row[0]).OfType<string>().Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(HalfWidth, Supplementary)]
    [InlineData("a" + HalfWidth, "a" + Supplementary, "a")]
    [InlineData("\uE000", "\U00010000", "\uD7FF")]
    [InlineData("\uFFFD", "\U0010FFFF", "z")]
    [InlineData("zz", HalfWidth, "m" + Supplementary)]
    public async Task Texts_that_UTF16_and_UTF8_order_otherwise_are_found_by_filter(params string[] values)
    {
        using var duck = new Duck();
        var events = Enumerable.Range(0, 300).Select(n => Named(n, values[n % values.Length]));
        await PutAsync(duck, events, rowGroupRows: 300);
        AssertFiltersAgree(duck, LakeTables.StudyEvents.Column("institution_name"));
        foreach (var value in values)
        {
            foreach (var comparison in (string[])["=", ">=", "<="])
                Assert.True(
                    duck.Count(
                        $"select count(*) from {duck.Quoted("ours.parquet")} where institution_name {comparison} '{value}'"
                    )
                        >= 300 / values.Length
                );
        }
    }

    [Fact]
    public async Task Only_a_chunk_whose_extremes_UTF16_gets_wrong_goes_without_them()
    {
        using var duck = new Duck();
        await PutAsync(duck, Enumerable.Range(0, 30).Select(n => Named(n, n % 2 == 0 ? HalfWidth : Supplementary)), 30);
        Assert.Null(Least(duck));
        await PutAsync(duck, Enumerable.Range(0, 30).Select(n => Named(n, n % 2 == 0 ? HalfWidth : "a")), 30);
        Assert.Equal("a", Least(duck));
        // The pair stands in the middle by either order.
        string[] inside = ["a", "b" + HalfWidth, "b" + Supplementary, "c"];
        await PutAsync(duck, Enumerable.Range(0, 40).Select(n => Named(n, inside[n % 4])), 40);
        Assert.Equal("a", Least(duck));
    }

    [Fact]
    public async Task A_column_that_is_null_throughout_a_row_group_is_found_by_is_null()
    {
        using var duck = new Duck();
        await PutAsync(duck, Enumerable.Range(0, 100).Select(SomeEvents.Bare), rowGroupRows: 30);
        foreach (var column in LakeTables.StudyEvents.Columns.Where(column => column.Attribute is not null))
            Assert.Equal(
                100,
                duck.Count($"select count(*) from {duck.Quoted("ours.parquet")} where {column.Name} is null")
            );
    }

    private static object? Least(Duck duck) =>
        duck.Value(
            $"select stats_min_value from parquet_metadata({duck.Quoted("ours.parquet")}) where path_in_schema = 'institution_name'"
        );

    private static InstanceStored Named(int n, string institution)
    {
        var stored = SomeEvents.Bare(n);
        stored.Attributes.Set(
            LakeTables.StudyEvents.Column("institution_name").Attribute ?? throw new InvalidOperationException(),
            institution
        );
        return stored;
    }

    private static async Task PutAsync(Duck duck, IEnumerable<StudyEvent> events, int rowGroupRows)
    {
        var tables = new EventTables();
        var reader = new EventLineReader(tables, []);
        foreach (var studyEvent in events)
            Assert.Null(reader.Read(EventJson.ToUtf8(studyEvent)));
        using var output = new MemoryStream();
        await ParquetTableWriter.WriteAsync(tables.Events, output, rowGroupRows, TestContext.Current.CancellationToken);
        var file = duck.Put("ours.parquet", output.ToArray());
        duck.Run(
            $"copy (select * from {file}) to {duck.Quoted("theirs.parquet")} (format parquet, row_group_size {rowGroupRows})"
        );
    }

    private static int AssertFiltersAgree(Duck duck, LakeColumn column)
    {
        // Values as DuckDB writes them, so that no formatting of ours takes part.
        var literals = duck.Rows(
                $"""
                select distinct {column.Name}::varchar as v from {duck.Quoted("theirs.parquet")}
                where {column.Name} is not null order by hash(v) limit 5
                """
            )
            .Select(row => $"'{((string?)row[0])?.Replace("'", "''", StringComparison.Ordinal)}'")
            .ToList();
        // Only a filter of its own passes over row groups; the other file is asked once for everything.
        foreach (var literal in literals)
        {
            string[] filters =
            [
                .. Comparisons.Select(comparison => $"{column.Name} {comparison} {literal}::{SqlType(column.Type)}"),
            ];
            var counts = filters.Select(filter => $"count(*) filter (where {filter})");
            var theirs = duck.Rows($"select {string.Join(", ", counts)} from {duck.Quoted("theirs.parquet")}")[0];
            for (var i = 0; i < filters.Length; i++)
            {
                var ours = duck.Count($"select count(*) from {duck.Quoted("ours.parquet")} where {filters[i]}");
                Assert.True(ours == Convert.ToInt64(theirs[i]), $"{filters[i]}: expected {theirs[i]}, found {ours}");
                Assert.True(ours > 0 || Comparisons[i] is ">" or "<", $"{filters[i]}: no row");
            }
        }
        return literals.Count * Comparisons.Length;
    }

    private static string SqlType(ColumnType type) =>
        type switch
        {
            ColumnType.Integer => "integer",
            ColumnType.Bigint => "bigint",
            ColumnType.Double => "double",
            ColumnType.Boolean => "boolean",
            ColumnType.Date => "date",
            ColumnType.Timestamp => "timestamptz",
            _ => "varchar",
        };
}
