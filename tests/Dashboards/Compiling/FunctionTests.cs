namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>Every function, with answers computed by hand from the QuickSight user guide.</summary>
public sealed class FunctionTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly (string Expression, string Expected)[] Scalars =
    [
        ("ifelse(1 = 2, 'a', 'b')", "b"),
        ("ifelse(NULL = 1, 'a', 'b')", "b"),
        ("ifelse(1 = 2, 'a', 2 = 2, 'b', 'c')", "b"),
        ("ifelse(1 = 1, 1, 2.5)", "1"),
        ("switch('b', 'a', 1, 'b', 2, 0)", "2"),
        ("switch('z', 'a', 1, 0)", "0"),
        ("switch('z', 'a', 1)", "null"),
        ("coalesce(NULL, 'x')", "x"),
        ("nullIf(3, 3)", "null"),
        ("nullIf(3, 4)", "3"),
        ("isNull(NULL)", "true"),
        ("isNotNull('a')", "true"),
        ("in('a', ['a', 'b'])", "true"),
        ("notIn('a', ['a', 'b'])", "false"),
        ("2 in (1, 2)", "true"),
        ("not(1 = 1)", "false"),
        ("abs(-3)", "3"),
        ("ceil(1.2)", "2"),
        ("floor(-1.2)", "-2"),
        ("round(2.5)", "3"),
        ("round(2.346, 2)", "2.35"),
        ("sqrt(16)", "4"),
        ("sqrt(-1)", "null"),
        ("exp(0)", "1"),
        ("ln(1)", "0"),
        ("log(1000)", "3"),
        ("sin(0)", "0"),
        ("mod(7, 3)", "1"),
        ("mod(7, 0)", "null"),
        ("7 / 2", "3.5"),
        ("7 / 0", "null"),
        ("2 ^ 10", "1024"),
        ("2 + 3 * 4", "14"),
        ("-(2 - 5)", "3"),
        ("decimalToInt(29.9)", "29"),
        ("intToDecimal(2)", "2"),
        ("concat('a', 'b', 'c')", "abc"),
        ("contains('Hello', 'ell')", "true"),
        ("contains('Hello', 'ELL')", "false"),
        ("contains('Hello', 'ELL', CASE_INSENSITIVE)", "true"),
        ("startsWith('Hello', 'He')", "true"),
        ("startsWith('Hello', 'HE', CASE_INSENSITIVE)", "true"),
        ("endsWith('Hello', 'lo')", "true"),
        ("left('abcdef', 2)", "ab"),
        ("right('abcdef', 2)", "ef"),
        ("substring('abcdef', 2, 3)", "bcd"),
        ("locate('abcabc', 'b')", "2"),
        ("locate('abc', 'z')", "0"),
        ("locate('abcabc', 'b', 3)", "5"),
        ("ltrim('  a ')", "a "),
        ("rtrim(' a  ')", " a"),
        ("trim('  a  ')", "a"),
        ("replace('aXbX', 'X', '-')", "a-b-"),
        ("split('a-b-c', '-', 2)", "b"),
        ("split('a--b', '-', 2)", "b"),
        ("split('a', '-', 5)", "null"),
        ("strlen('abc')", "3"),
        ("toLower('ABC')", "abc"),
        ("toUpper('abc')", "ABC"),
        ("toString(12)", "12"),
        ("toString(2.0)", "2"),
        ("toString(2.5)", "2.5"),
        ("parseInt('12')", "12"),
        ("parseInt('12.7')", "12"),
        ("parseInt('x')", "null"),
        ("parseDecimal('1.5')", "1.5"),
        ("parseJson('{\"a\": 1}', '$.a')", "1"),
        ("now()", "2024-05-15 10:00:00"),
        ("parseDate('17/05/2024', 'dd/MM/yyyy')", "2024-05-17"),
        ("parseDate('never', 'dd/MM/yyyy')", "null"),
        ("truncDate('MM', parseDate('2024-05-17', 'yyyy-MM-dd'))", "2024-05-01"),
        ("truncDate('Q', parseDate('2024-05-17', 'yyyy-MM-dd'))", "2024-04-01"),
        ("truncDate('YYYY', parseDate('2024-05-17', 'yyyy-MM-dd'))", "2024-01-01"),
        // 15 May 2024 is a Wednesday; weeks start on Sunday, the 12th.
        ("truncDate('WK', parseDate('2024-05-15', 'yyyy-MM-dd'))", "2024-05-12"),
        ("truncDate('WK', parseDate('2024-05-12', 'yyyy-MM-dd'))", "2024-05-12"),
        ("truncDate('HH', now())", "2024-05-15 10:00:00"),
        ("addDateTime(-1, 'MM', parseDate('2024-03-31', 'yyyy-MM-dd'))", "2024-02-29"),
        ("addDateTime(2, 'WK', parseDate('2024-03-01', 'yyyy-MM-dd'))", "2024-03-15"),
        ("addDateTime(1, 'Q', parseDate('2024-03-01', 'yyyy-MM-dd'))", "2024-06-01"),
        ("addDateTime(90, 'MI', parseDate('2024-03-01', 'yyyy-MM-dd'))", "2024-03-01 01:30:00"),
        ("dateDiff('2024-01-31', '2024-02-01', 'MM')", "1"),
        ("dateDiff('2024-01-31', '2024-02-03')", "3"),
        ("dateDiff('2024-02-03', '2024-01-31', 'DD')", "-3"),
        // From Saturday to Sunday a week begins.
        ("dateDiff('2024-05-11', '2024-05-12', 'WK')", "1"),
        ("dateDiff('2024-05-12', '2024-05-18', 'WK')", "0"),
        ("dateDiff('2023-12-31', '2024-01-01', 'YYYY')", "1"),
        ("extract('WD', parseDate('2024-05-12', 'yyyy-MM-dd'))", "1"),
        ("extract('WD', parseDate('2024-05-11', 'yyyy-MM-dd'))", "7"),
        ("extract('MM', parseDate('2024-05-11', 'yyyy-MM-dd'))", "5"),
        ("extract('Q', parseDate('2024-05-11', 'yyyy-MM-dd'))", "2"),
        ("extract('HH', now())", "10"),
        ("formatDate(parseDate('2024-05-07', 'yyyy-MM-dd'), 'MM/dd/yyyy')", "05/07/2024"),
        ("formatDate(parseDate('2024-05-07', 'yyyy-MM-dd'), 'MMM yyyy')", "May 2024"),
        ("epochDate(1659484800)", "2022-08-03"),
        // A Friday to the Monday after it: two working days.
        ("netWorkDays('2024-05-17', '2024-05-20')", "2"),
        ("isWorkDay('2024-05-18')", "0"),
        ("isWorkDay('2024-05-17')", "1"),
        ("'2024-05-17' > parseDate('2024-05-16', 'yyyy-MM-dd')", "true"),
        ("/* comment */ 1 // more\n + 1", "2"),
    ];

    [Fact]
    public async Task Each_scalar_function_gives_its_documented_answer()
    {
        var board = new MadeDashboard("select 1 as x", "x INTEGER");
        var ids = Scalars.Select((_, i) => $"f{i}").ToList();
        for (var i = 0; i < Scalars.Length; i++)
            board.Field(ids[i], Scalars[i].Expression);
        var values = ids.Select(id =>
            $$$$$$"""{"FieldId": "{{{{{{id}}}}}}", "Column": {"DataSetIdentifier": "D", "ColumnName": "{{{{{{id}}}}}}"}}"""
        );
        board.Visual(
            "TableVisual",
            "T",
            $$$$$$"""{"FieldWells": {"TableUnaggregatedFieldWells": {"Values": [{{{{{{string.Join(",", values)}}}}}}]}}}"""
        );

        var row = Assert.Single((await board.RunAsync(engine.Value)).Rows);

        Assert.Equal(
            Scalars.Select(item => $"{item.Expression} = {item.Expected}"),
            Scalars.Select((item, i) => $"{item.Expression} = {MadeDashboard.Text(row.Values[i])}")
        );
    }

    /// <summary>Of 1, 2, 2, 4 and a null: deviations from 2.25 squared sum to 4.75.</summary>
    [Theory]
    [InlineData("sum(x)", "9")]
    [InlineData("avg(x)", "2.25")]
    [InlineData("min(x)", "1")]
    [InlineData("max(x)", "4")]
    [InlineData("count(x)", "4")]
    [InlineData("distinct_count(x)", "3")]
    [InlineData("median(x)", "2")]
    [InlineData("mode(x)", "2")]
    [InlineData("var(x)", "1.583333")]
    [InlineData("varp(x)", "1.1875")]
    [InlineData("stdev(x)", "1.258306")]
    [InlineData("stdevp(x)", "1.089725")]
    [InlineData("percentileCont(x, 75)", "2.5")]
    [InlineData("percentileDisc(x, 75)", "2")]
    [InlineData("percentile(x, 100)", "4")]
    [InlineData("sumIf(x, x > 1)", "8")]
    [InlineData("avgIf(x, x > 1)", "2.666667")]
    [InlineData("countIf(x, x > 1)", "3")]
    [InlineData("distinct_countIf(x, x > 1)", "2")]
    [InlineData("minIf(x, x > 1)", "2")]
    [InlineData("maxIf(x, x < 4)", "2")]
    [InlineData("medianIf(x, x > 1)", "2")]
    [InlineData("sum(x) / count(x)", "2.25")]
    [InlineData("periodToDateSum(x, d, MONTH, '2024-02-10')", "4")]
    [InlineData("periodToDateCount(x, d, YEAR, '2024-02-10')", "3")]
    public async Task Each_aggregation_gives_its_answer(string expression, string expected)
    {
        var board = new MadeDashboard(
            "select * from (values (1, '2024-01-05'), (2, '2024-02-01'), (2, '2024-02-10'), (4, '2024-02-11'), (null, '2024-02-02')) as t(x, d)",
            "x INTEGER, d DATETIME"
        )
            .Field("f", expression)
            .Table("", "f");

        Assert.Equal([expected], await board.LinesAsync(engine.Value));
    }

    /// <summary>January 10, February 20, March 5, nothing in April, May 15.</summary>
    [Theory]
    [InlineData("runningSum(sum(x), [d ASC])", "10", "30", "35", "50")]
    [InlineData("runningAvg(sum(x), [d ASC])", "10", "15", "11.666667", "12.5")]
    [InlineData("runningCount(sum(x), [d ASC])", "1", "2", "3", "4")]
    [InlineData("runningMax(sum(x), [d ASC])", "10", "20", "20", "20")]
    [InlineData("runningMin(sum(x), [d ASC])", "10", "10", "5", "5")]
    [InlineData("windowSum(sum(x), [d ASC], 1, 0)", "10", "30", "25", "20")]
    [InlineData("windowAvg(sum(x), [d ASC], 1, 1)", "15", "11.666667", "13.333333", "10")]
    [InlineData("windowMax(sum(x), [d ASC], 1, 0)", "10", "20", "20", "15")]
    [InlineData("lag(sum(x), [d ASC], 1)", "null", "10", "20", "5")]
    [InlineData("lead(sum(x), [d ASC], 1)", "20", "5", "15", "null")]
    [InlineData("difference(sum(x), [d ASC], -1)", "null", "10", "-15", "10")]
    [InlineData("percentDifference(sum(x), [d ASC], -1)", "null", "1", "-0.75", "2")]
    [InlineData("firstValue(sum(x), [d ASC])", "10", "10", "10", "10")]
    [InlineData("lastValue(sum(x), [d ASC])", "15", "15", "15", "15")]
    [InlineData("rank([sum(x) DESC])", "3", "1", "4", "2")]
    [InlineData("denseRank([sum(x) ASC])", "2", "4", "1", "3")]
    [InlineData("percentileRank([sum(x) ASC])", "33.333333", "100", "0", "66.666667")]
    [InlineData("percentOfTotal(sum(x))", "0.2", "0.4", "0.1", "0.3")]
    [InlineData("sumOver(sum(x), [])", "50", "50", "50", "50")]
    [InlineData("avgOver(sum(x), [])", "12.5", "12.5", "12.5", "12.5")]
    [InlineData("maxOver(sum(x), [])", "20", "20", "20", "20")]
    [InlineData("countOver(sum(x), [])", "4", "4", "4", "4")]
    [InlineData("periodOverPeriodLastValue(sum(x), d, MONTH, 1)", "null", "10", "20", "null")]
    [InlineData("periodOverPeriodDifference(sum(x), d)", "null", "10", "-15", "null")]
    [InlineData("periodOverPeriodPercentDifference(sum(x), d, MONTH, 1)", "null", "1", "-0.75", "null")]
    [InlineData("periodToDateSumOverTime(sum(x), d, QUARTER)", "10", "30", "35", "15")]
    [InlineData("periodToDateMaxOverTime(sum(x), d, YEAR)", "10", "20", "20", "20")]
    [InlineData("maxOver(runningSum(sum(x), [d ASC]), [])", "50", "50", "50", "50")]
    [InlineData("sum(x) / sumOver(sum(x), [])", "0.2", "0.4", "0.1", "0.3")]
    public async Task Each_table_calculation_gives_its_answer(string expression, params string[] expected)
    {
        var board = new MadeDashboard(
            "select * from (values (4, '2024-01-05'), (6, '2024-01-25'), (20, '2024-02-10'), (5, '2024-03-11'), (15, '2024-05-02')) as t(x, d)",
            "x INTEGER, d DATETIME"
        )
            .Field("f", expression)
            .Table("d@MONTH", "f");

        var rows = (await board.RunAsync(engine.Value)).Rows;

        Assert.Equal(expected, rows.Select(row => MadeDashboard.Text(row.Values[1])));
    }
}
