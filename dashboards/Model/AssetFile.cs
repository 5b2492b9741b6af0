using System.Text.Json;
using System.Text.Unicode;

namespace StudyLake.Dashboards.Model;

/// <summary>A JSON file, or a resource of a template as JSON; or the reason why it cannot be read.</summary>
public sealed class AssetFile
{
    // A template may be deeper than a definition by the levels around it.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    private readonly Lazy<JsonLines> _lines;

    private AssetFile(string path, JsonView root, AssetProblem? problem, Func<JsonLines> lines)
    {
        Path = path;
        Root = root;
        Problem = problem;
        _lines = new Lazy<JsonLines>(lines);
    }

    /// <summary>The path as the user gave it, below it with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>The whole file, or the properties of the resource; absent when it cannot be read.</summary>
    public JsonView Root { get; }

    /// <summary>Why the file cannot be read; null when it can.</summary>
    public AssetProblem? Problem { get; }

    /// <summary>The line, counted from 1, on which the value at a path begins.</summary>
    public int LineOf(JsonPath path) => Problem is { } problem ? problem.Line : _lines.Value.Of(path);

    /// <summary>The value at a path, or else the nearest value around it.</summary>
    internal JsonView Nearest(JsonPath path)
    {
        if (path.ToString() == Root.Path.ToString() || path.Parent is not { } parent)
            return Root;
        var around = Nearest(parent);
        var found = path.Name is { } name
            ? around[name]
            : around.Items.FirstOrDefault(item => item.Path.ToString() == path.ToString());
        return found.Exists ? found : around;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static AssetFile Read(string path) => Parse(path.Replace('\\', '/'), File.ReadAllBytes(path));

    /// <summary>Reads the bytes of a file; never fails, for what is wrong with them is in <see cref="Problem"/>.</summary>
    public static AssetFile Parse(string path, ReadOnlyMemory<byte> bytes)
    {
        var json = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (!Utf8.IsValid(json.Span))
            return Failed(path, new AssetProblem(1, "Expected text in UTF-8, found bytes that are not."));
        try
        {
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return BadText(json.Span) is { } problem
                ? Failed(path, problem)
                : new AssetFile(
                    path,
                    new JsonView(document.RootElement, JsonPath.Root),
                    null,
                    () => new JsonLines(json.Span)
                );
        }
        catch (JsonException exception)
        {
            // A name that stands twice in one object is refused without a line.
            var line = exception.LineNumber is { } known ? (int)known + 1 : LineOfRepeatedName(json.Span);
            var reason = exception.Message.Split(" LineNumber:")[0];
            return Failed(path, new AssetProblem(line, $"Expected JSON, found: {reason}"));
        }
    }

    /// <summary>The properties of one resource of a template.</summary>
    /// <param name="path">The template's path.</param>
    /// <param name="json">The properties as JSON.</param>
    /// <param name="place">Where in the template they are.</param>
    /// <param name="lines">The line of each path of the template.</param>
    internal static AssetFile OfResource(
        string path,
        ReadOnlyMemory<byte> json,
        JsonPath place,
        IReadOnlyDictionary<string, int> lines
    ) => new(path, new JsonView(JsonDocument.Parse(json, Deep).RootElement, place), null, () => new JsonLines(lines));

    /// <summary>A file that cannot be read.</summary>
    internal static AssetFile Failed(string path, AssetProblem problem) =>
        new(path, new JsonView(default, JsonPath.Root), problem, () => new JsonLines([]));

    private static int LineOfRepeatedName(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                names.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject)
                names.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !names.Peek().Add(reader.GetString() ?? ""))
                return json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
        }
        return 1;
    }

    /// <summary>Half a surrogate pair written as an escape is valid JSON and no text.</summary>
    private static AssetProblem? BadText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                var line = json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
                return new AssetProblem(line, "Expected text, found half of a surrogate pair.");
            }
        }
        return null;
    }
}

/// <summary>Why a file cannot be read.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Message">What was expected and what was found.</param>
public sealed record AssetProblem(int Line, string Message);
