using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json;
using StudyLake.Dashboards.Page.Server;

namespace StudyLake.Tests.Dashboards.Page;

public sealed class PageServerTests
{
    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("studylake.example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.example.org", HttpStatusCode.MisdirectedRequest)]
    public async Task Only_a_loopback_name_of_its_own_port_is_answered(string host, HttpStatusCode expected)
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        foreach (var path in new[] { "/", "/api/board", "/echarts.js" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = $"{host}:{kinds.Address.Port}";
            using var answer = await client.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
            using var elsewhere = new HttpRequestMessage(HttpMethod.Get, path);
            elsewhere.Headers.Host = $"{host}:{kinds.Address.Port + 1}";
            using var refused = await client.SendAsync(elsewhere);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task It_listens_on_loopback_and_nowhere_else()
    {
        await using var kinds = await KindsServer.StartAsync();
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        Assert.Equal(
            [IPAddress.Loopback],
            listeners.Where(one => one.Port == kinds.Address.Port).Select(one => one.Address)
        );
    }

    [Fact]
    public async Task Every_answer_forbids_what_the_page_does_not_need()
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        foreach (var path in new[] { "/", "/page.js", "/api/board", "/api/csv/none", "/nothing" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy"))
            );
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Only_reading_is_allowed_and_not_from_another_site()
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        using var posted = await client.PostAsync("/api/board", new StringContent(""));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/board");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var foreign = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Theory]
    [InlineData("/../cli/Program.cs")]
    [InlineData("/%2e%2e/StudyLake.slnx")]
    [InlineData("/etc/passwd")]
    [InlineData("/definitions/kinds.json")]
    public async Task Nothing_but_the_page_is_served(string path)
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void The_page_has_no_inline_script_and_no_inline_style_and_names_no_other_server()
    {
        foreach (var path in PageFiles.Paths.Where(path => path != "echarts.js"))
        {
            var text = System.Text.Encoding.UTF8.GetString(PageFiles.Find(path)?.Bytes ?? []);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
            Assert.DoesNotContain("eval(", text, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?![^>]*src=)", text);
        }
    }

    [Fact]
    public async Task The_CSV_obeys_the_filters_and_no_name_of_it_is_a_formula()
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        var lines = (await client.GetStringAsync("/api/csv/bar?p.Modality=CT")).Split('\n');
        var rows = await kinds.AskAsync(
            "select sum(exams) from exams where modality = 'CT' and study_date <= timestamp '2026-10-31'"
        );
        Assert.Equal($"CT,{rows[0][0]}", lines[1]);
        Assert.Equal(["", ""], lines[2..].Append("").Take(2));
        var names = await client.GetStringAsync("/api/csv/h-table");
        foreach (var start in new[] { '=', '+', '-', '@' })
            Assert.DoesNotMatch($"(?m)^\"?{System.Text.RegularExpressions.Regex.Escape(start.ToString())}", names);
        Assert.Contains("'=HYPERLINK", names, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_is_read_again_and_a_broken_one_leaves_what_was_there()
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        await using var stream = await client.GetStreamAsync("/api/changes");
        using var reader = new StreamReader(stream);
        await reader.ReadLineAsync();
        var text = await File.ReadAllTextAsync(kinds.Definition);

        await File.WriteAllTextAsync(
            kinds.Definition,
            text.Replace("\"Every kind of visual\"", "\"Another name\"", StringComparison.Ordinal)
        );
        Assert.Contains("\"version\":2", await DataAsync(reader), StringComparison.Ordinal);
        Assert.Equal("Another name", await NameAsync(client));

        await File.WriteAllTextAsync(kinds.Definition, text[..^200]);
        Assert.Contains("Expected JSON", await DataAsync(reader), StringComparison.Ordinal);
        Assert.Equal("Another name", await NameAsync(client));
    }

    [Fact]
    public async Task A_folder_that_was_deleted_and_made_again_is_watched_as_before()
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        await using var stream = await client.GetStreamAsync("/api/changes");
        using var reader = new StreamReader(stream);
        await reader.ReadLineAsync();
        var text = await File.ReadAllTextAsync(kinds.Definition);
        var folder = Path.GetDirectoryName(kinds.Definition) ?? "";

        Directory.Delete(folder, recursive: true);
        Assert.Contains("found neither", await DataAsync(reader), StringComparison.Ordinal);
        Assert.Equal("Every kind of visual", await NameAsync(client));

        Directory.CreateDirectory(folder);
        await WriteAsync("Made again");
        await UntilAsync("Made again");
        await WriteAsync("Changed again");
        await UntilAsync("Changed again");

        Task WriteAsync(string name) =>
            File.WriteAllTextAsync(
                kinds.Definition,
                text.Replace("\"Every kind of visual\"", $"\"{name}\"", StringComparison.Ordinal)
            );

        // A folder that is made in pieces may be read before the last one.
        async Task UntilAsync(string name)
        {
            while (await NameAsync(client) != name)
                await DataAsync(reader);
        }
    }

    [Fact]
    public async Task A_definition_without_rows_opens_on_made_up_ones_and_says_so()
    {
        await using var kinds = await KindsServer.StartAsync(synthetic: true);
        using var client = new HttpClient { BaseAddress = kinds.Address };
        using var board = JsonDocument.Parse(await client.GetStringAsync("/api/board"));
        Assert.StartsWith(
            "Made-up rows",
            board.RootElement.GetProperty("banners")[0].GetString(),
            StringComparison.Ordinal
        );
        var sheet = await client.GetStringAsync("/api/sheet");
        Assert.Contains("\"kind\":\"end\",\"tiles\":9", Reordered(sheet), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_comes_first_and_the_end_last_whatever_is_ready_when()
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        var text = await client.GetStringAsync("/api/sheet?sheet=kinds");
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Kind).ToList();
        Assert.Equal(["sheet", .. Enumerable.Repeat("tile", 18), "end"], lines);
    }

    [Fact]
    public async Task A_colour_stays_with_its_value_when_a_filter_leaves_the_others_out()
    {
        await using var kinds = await KindsServer.StartAsync();
        using var client = new HttpClient { BaseAddress = kinds.Address };
        var all = await ColorsAsync(client, "/api/sheet", "pie");
        var some = await ColorsAsync(client, "/api/sheet?p.Modality=US&p.Modality=MR", "pie");
        Assert.Equal(5, all.Values.Distinct().Count());
        Assert.Equal(["MR", "US"], some.Keys.Order());
        Assert.All(some, pair => Assert.Equal(all[pair.Key], pair.Value));
        var elsewhere = await ColorsAsync(client, "/api/sheet?sheet=kinds", "area");
        Assert.All(elsewhere, pair => Assert.Equal(all[pair.Key], pair.Value));
    }

    private static async Task<Dictionary<string, string>> ColorsAsync(HttpClient client, string path, string visual)
    {
        var lines = (await client.GetStringAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var tile = JsonDocument.Parse(
            lines.Single(line =>
                Kind(line) == "tile" && line.Contains($"\"id\":\"{visual}\"", StringComparison.Ordinal)
            )
        );
        var column = tile
            .RootElement.GetProperty("columns")
            .EnumerateArray()
            .First(one => one.TryGetProperty("colors", out _));
        return column
            .GetProperty("colors")
            .EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.GetString() ?? "", StringComparer.Ordinal);
    }

    private static string Kind(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("kind").GetString() ?? "";
    }

    private static string Reordered(string lines)
    {
        var last = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        using var json = JsonDocument.Parse(last);
        return $"\"kind\":\"{json.RootElement.GetProperty("kind").GetString()}\",\"tiles\":{json.RootElement.GetProperty("tiles").GetInt32()}";
    }

    private static async Task<string> DataAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return line;
        }
        return "";
    }

    private static async Task<string?> NameAsync(HttpClient client)
    {
        using var board = JsonDocument.Parse(await client.GetStringAsync("/api/board"));
        return board.RootElement.GetProperty("name").GetString();
    }
}
