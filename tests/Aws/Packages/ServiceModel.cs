using System.IO.Compression;
using System.Text.Json;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>A public service model as botocore carries it.</summary>
internal sealed class ServiceModel
{
    private readonly JsonElement _root;

    private ServiceModel(JsonElement root) => _root = root;

    /// <summary>The model of a service, such as <c>athena</c>, of the only version that there is.</summary>
    public static ServiceModel Read(string service) => new(Document(service, "service-2"));

    /// <summary>The endpoint rules of a service.</summary>
    public static JsonElement EndpointRules(string service) => Document(service, "endpoint-rule-set-1");

    public JsonElement Metadata => _root.GetProperty("metadata");

    public IEnumerable<string> OperationNames =>
        _root.GetProperty("operations").EnumerateObject().Select(operation => operation.Name);

    public JsonElement Operation(string name) => _root.GetProperty("operations").GetProperty(name);

    public JsonElement Shape(string name) => _root.GetProperty("shapes").GetProperty(name);

    public bool HasShape(string name) => _root.GetProperty("shapes").TryGetProperty(name, out _);

    private static JsonElement Document(string service, string name)
    {
        var versions = Directory.GetDirectories(Path.Combine(Needs.ServiceModels(), service));
        var path = Path.Combine(Assert.Single(versions), $"{name}.json");
        using var content = File.Exists(path)
            ? (Stream)File.OpenRead(path)
            : new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        return JsonDocument.Parse(content).RootElement;
    }
}
