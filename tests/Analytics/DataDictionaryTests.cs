using StudyLake.Analytics;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics;

public sealed class DataDictionaryTests
{
    [Fact]
    public void The_data_dictionary_is_what_the_code_says()
    {
        var path = Path.Combine(Repository.Root, "docs", "data-dictionary.md");
        var expected = DataDictionary.Render(HandmadeLake.Catalog);
        if (Environment.GetEnvironmentVariable("STUDYLAKE_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.Combine(Repository.Root, "docs"));
            File.WriteAllText(path, expected);
        }
        Assert.True(File.Exists(path), "Run the tests once with STUDYLAKE_WRITE_GOLDEN=1.");
        Assert.Equal(expected, File.ReadAllText(path));
    }
}
