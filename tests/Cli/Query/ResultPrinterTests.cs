using System.Text;
using StudyLake.Cli.Query;
using StudyLake.Tests.Analytics;

namespace StudyLake.Tests.Cli.Query;

public sealed class ResultPrinterTests
{
    private static async Task<string> PrintAsync(string sql, ResultFormat format)
    {
        await using var lake = new HandmadeLake();
        var engine = await lake.OpenAsync();
        await using var result = await engine.QueryAsync(sql, [], TestContext.Current.CancellationToken);
        using var output = new MemoryStream();
        await ResultPrinter.PrintAsync(result, format, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public async Task Json_has_null_for_a_number_that_is_not_finite_and_text_for_one_beyond_64_bits()
    {
        var json = await PrintAsync(
            "select cast('nan' as double) as a, cast('-inf' as double) as b, cast(1.5 as double) as c, "
                + "cast('9223372036854775808' as hugeint) as d",
            ResultFormat.Json
        );
        Assert.Equal(
            """[{"a":null,"b":null,"c":1.5,"d":"9223372036854775808"}]""",
            string.Concat(json.Where(letter => !char.IsWhiteSpace(letter)))
        );
    }

    [Fact]
    public async Task A_table_does_not_steer_the_terminal()
    {
        var table = await PrintAsync(
            "select chr(27) || '[31mRED' || chr(8238) || 'x' as \"a\u001bb\", '\u00e9 < & 100 %' as ok",
            ResultFormat.Table
        );
        Assert.DoesNotContain('\u001b', table);
        Assert.DoesNotContain('\u202e', table);
        Assert.Contains("[31mRED", table, StringComparison.Ordinal);
        Assert.Contains("\u00e9 < & 100 %", table, StringComparison.Ordinal);
    }
}
