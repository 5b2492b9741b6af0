using StudyLake.Aws.Cost;

namespace StudyLake.Tests.Aws.Cost;

/// <summary>Expected values are worked out by hand from list prices, as each comment shows.</summary>
public sealed class CostModelTests
{
    private static readonly PriceList Prices = new();

    [Theory]
    // 1,000,000 x 1.1 = 1,100 thousand reads x 0.0004
    [InlineData("S3: ranged reads of headers", 0.44)]
    // 1,000,000 sent + 100,000 received + 100,000 deleted = 1.2 million x 0.40
    [InlineData("SQS: notifications", 0.48)]
    // 10,000 invocations x 0.5 s x 0.5 GB = 2,500 GB-s x 0.0000133334
    [InlineData("Lambda: ingest, time", 0.0333335)]
    // 4 events of 1,200 bytes fit into 5,120: 250,000 records = 1.28e9 bytes = 1.19209 GiB x 0.029
    [InlineData("Firehose: events, packed", 0.0345706)]
    // A day of 300 s has 288 files; 5 Parquet files each: 1.44 thousand x 0.005
    [InlineData("S3: Parquet", 0.0072)]
    // 0.2 s x 288 + 1,200 MB / 100 MB/s = 69.6 GB-s x 0.0000133334
    [InlineData("Lambda: transform, time", 0.000928)]
    public void A_line_of_the_pipeline_is_quantity_times_price(string item, double usd) =>
        Assert.Equal(
            usd,
            (double)Model(new CostInputs { EventBytes = 1_200 }).Pipeline().Single(line => line.Item == item).Usd,
            6
        );

    [Theory]
    [InlineData("S3: whole downloads", 0.40)]
    [InlineData("S3: one JSON object each", 5.00)]
    [InlineData("Lambda: invocations", 0.20)]
    // 1,000,000 x 0.4 s x 0.5 GB = 200,000 GB-s x 0.0000166667
    [InlineData("Lambda: time", 3.33334)]
    // 1e9 bytes = 0.931323 GiB x 0.50
    [InlineData("Logs", 0.465661)]
    public void A_line_of_the_baseline_is_quantity_times_price(string item, double usd) =>
        Assert.Equal(usd, (double)Model(new CostInputs()).WholeObject().Single(line => line.Item == item).Usd, 5);

    [Fact]
    public void A_million_objects_cost_at_most_a_dollar_and_ten_cents() =>
        Assert.InRange(Model(new CostInputs()).Pipeline().Sum(line => line.Usd), 0.95m, 1.10m);

    [Fact]
    public void A_query_over_one_JSON_object_each_pays_for_every_read_again()
    {
        var inputs = new CostInputs
        {
            EventBytes = 1_200,
            ParquetBytes = 100,
            FullScans = 300,
        };
        // 300 x 0.1 GB = 0.03 TB x 5
        Assert.Equal(0.15m, Model(inputs).PipelineScans().Usd, 6);
        // 300 x (1.2 GB x 5 / TB + 1,000,000 reads x 0.0004 / thousand) = 300 x 0.406
        Assert.Equal(121.8m, Model(inputs).WholeObjectScans().Sum(line => line.Usd), 6);
    }

    [Fact]
    public void A_small_query_is_billed_as_ten_megabytes() =>
        Assert.Equal(0.00005m, Model(new CostInputs { Objects = 1_000, FullScans = 1 }).PipelineScans().Usd, 8);

    [Theory]
    // Larger than a step: 6,000 bytes are billed as 10,240.
    [InlineData(6_000, 1_000_000 * 10_240d)]
    // Two of 2,560 fill a step exactly.
    [InlineData(2_560, 500_000 * 5_120d)]
    // One of 2,561 leaves the rest of its step empty.
    [InlineData(2_561, 1_000_000 * 5_120d)]
    public void Firehose_rounds_every_record_up_to_5120_bytes(int eventBytes, double bytes) =>
        Assert.Equal(
            bytes / (1 << 30),
            Model(new CostInputs { EventBytes = eventBytes })
                .Pipeline()
                .Single(line => line.Item.StartsWith("Firehose", StringComparison.Ordinal))
                .Quantity,
            6
        );

    [Fact]
    public void Without_Firehose_every_invocation_writes_a_file()
    {
        var model = Model(new CostInputs { UsesFirehose = false });
        Assert.Equal(10_000, model.Segments);
        // 10 thousand x 0.005
        Assert.Equal(0.05m, model.Pipeline().Single(line => line.Item == "S3: events, one file an invocation").Usd, 6);
    }

    [Fact]
    public void Many_objects_make_files_by_size_and_not_by_time() =>
        // 10^9 x 2,050 bytes / 134,217,728 = 15,273.7
        Assert.Equal(15_274, Model(new CostInputs { Objects = 1_000_000_000 }).Segments);

    [Fact]
    public void A_price_of_ones_own_replaces_the_list_price()
    {
        var row = CostReport
            .Rows(new CostInputs(), Prices.With("s3_get", 0.001m))
            .First(line => line.Item == "S3: ranged reads of headers");
        Assert.Equal(1.1m, row.Usd);
        Assert.Equal("given", row.Confidence);
    }

    [Fact]
    public void Every_price_can_be_replaced_by_its_name() =>
        Assert.All(
            Prices.All,
            price => Assert.Equal(7m, Prices.With(price.Name, 7m).All.Single(p => p.Name == price.Name).Usd)
        );

    private static CostModel Model(CostInputs inputs) => new(inputs, Prices);
}
