using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Tests.Support;
using StudyLake.Transform;
using StudyLake.Transform.Replay;

namespace StudyLake.Tests.Transform;

/// <summary>
/// Segments of the log as schema version 1 was published, kept for ever: what every later version must still make of them.
/// Expected values are by <c>tests/Data/log-v1/expected.py</c>, which shares nothing with this code; the Parquet is
/// read by DuckDB.
/// </summary>
public sealed class GoldenLogTests
{
    private static readonly LakeTable[] Tables = [LakeTables.StudyEvents, LakeTables.StudyText, LakeTables.FieldIssues];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_value_of_the_log_of_version_1_is_in_the_lake(bool replays)
    {
        var expected = File.ReadAllLines(Repository.Data("log-v1", "expected.tsv"));
        var lake = new MemoryLakeStore();
        var folder = Repository.Data("log-v1");
        foreach (var file in Directory.EnumerateFiles(folder, "*.ndjson.gz", SearchOption.AllDirectories))
            lake.Files[$"log/{Path.GetRelativePath(folder, file).Replace('\\', '/')}"] = File.ReadAllBytes(file);
        Assert.Equal(4, lake.Files.Count);

        if (replays)
            await new LakeReplay(lake, new TransformOptions(), DayLake.Small, DayLake.Clock).RunAsync(
                null,
                null,
                TestContext.Current.CancellationToken
            );
        else
            await DayLake.TransformAsync(lake);

        using var duck = new Duck();
        Assert.Equal(
            expected,
            Tables.OrderBy(table => table.Name, StringComparer.Ordinal).SelectMany(table => Digests(duck, lake, table))
        );
        Assert.DoesNotContain(lake.Files.Keys, name => name.StartsWith("quarantine", StringComparison.Ordinal));
    }

    [Fact]
    public void The_segments_are_the_ones_that_were_published()
    {
        var folder = Repository.Data("log-v1");
        var found = Directory
            .EnumerateFiles(folder, "*.ndjson.gz", SearchOption.AllDirectories)
            .Select(file =>
                $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "000000000001-b3afb351ebba3c1e.ndjson.gz 4fff9aac28fd29144ac7bda5b473da984f88764ef06e5f717de33e61e7f21cbb",
                "000000000002-21691bd3d6b3a797.ndjson.gz ef10f524aa615e84e74efd94b4f40672368e593ab0f3fe6fe0fb5d56391a45b7",
                "000000000003-93c9d550e7b2baa8.ndjson.gz 481b38e891177490c4c27e31febb974a6fb255134df391a4e6977f7a9a9d761c",
                "000000000004-95c54eeec2a3afcb.ndjson.gz e4c318099dcbe9f575ad05943e160a9de38dc15761752100a023b7959fdb1de4",
            ],
            found
        );
    }

    private static IEnumerable<string> Digests(Duck duck, MemoryLakeStore lake, LakeTable table)
    {
        var files = lake
            .Files.Where(file => file.Key.StartsWith(table.Name + "/", StringComparison.Ordinal))
            .Select(file => duck.Put(file.Key.Replace('/', '_'), file.Value))
            .ToList();
        foreach (var column in table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal))
        {
            var values = duck.Rows(
                    $"select {column.Name} from read_parquet([{string.Join(", ", files)}]) where {column.Name} is not null"
                )
                .Select(row => Text(row[0], column))
                .Order(StringComparer.Ordinal)
                .ToList();
            if (values.Count == 0)
                continue;
            var bytes = Encoding.UTF8.GetBytes(string.Concat(values.Select(value => value + "\n")));
            yield return $"{table.Name}\t{column.Name}\t{values.Count}\t{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        }
    }

    private static string Text(object? value, LakeColumn column) =>
        value switch
        {
            string text => text,
            bool truth => truth ? "true" : "false",
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            DateTime instant when column.Type == ColumnType.Date => instant.ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            DateTime instant => Number((instant - DateTime.UnixEpoch).TotalMilliseconds),
            IConvertible number => Number(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => throw new InvalidOperationException($"Unexpected {value?.GetType()}."),
        };

    private static string Number(double value) =>
        BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
}
