using System.Text.Json;
using StudyLake.Cli;

namespace StudyLake.Tests.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("CHEST^ROUTINE é 日本", "CHEST^ROUTINE é 日本")]
    [InlineData("a\u001b[31m", "a\uFFFD[31m")]
    [InlineData("a\u009bb", "a\uFFFDb")]
    [InlineData("a\u202eb\u200f", "a\uFFFDb\uFFFD")]
    [InlineData("two\nlines", "two lines")]
    public void What_steers_a_terminal_is_replaced(string text, string expected) =>
        Assert.Equal(expected, TerminalText.Of(text));

    [Fact]
    public void A_long_text_stays_whole() => Assert.Equal(1000, TerminalText.Of(new string('é', 1000)).Length);

    [Fact]
    public void Json_says_the_same_without_what_steers()
    {
        const string name = "a\u202e\u009b\U000E0041é";
        var json = TerminalText.Json($"{{\n  \"name\": \"{name}\"\n}}");
        Assert.Equal("{\n  \"name\": \"a\\u202E\\u009B\\uDB40\\uDC41é\"\n}", json);
        using var document = JsonDocument.Parse(json);
        Assert.Equal(name, document.RootElement.GetProperty("name").GetString());
    }
}
