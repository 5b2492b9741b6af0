using System.Collections;
using System.Reflection;
using System.Text.Json;
using Amazon.Athena;
using Amazon.KinesisFirehose;
using Amazon.QuickSight;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SimpleEmailV2;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>
/// The client packages written here against the public service models: every name that they have is the model's, with
/// the type that the official packages give it, and nothing that a request must have is missing.
/// </summary>
public sealed class PackageConformanceTests
{
    /// <summary>Each package: its client interface, its service in the models, and its target prefix.</summary>
    public static TheoryData<string, Type, Type> Packages =>
        new()
        {
            { "firehose", typeof(IAmazonKinesisFirehose), typeof(AmazonKinesisFirehoseException) },
            { "athena", typeof(IAmazonAthena), typeof(AmazonAthenaException) },
            { "quicksight", typeof(IAmazonQuickSight), typeof(AmazonQuickSightException) },
            { "secretsmanager", typeof(IAmazonSecretsManager), typeof(AmazonSecretsManagerException) },
            { "sesv2", typeof(IAmazonSimpleEmailServiceV2), typeof(AmazonSimpleEmailServiceV2Exception) },
        };

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_request_and_response_has_the_models_members_and_types(string service, Type client, Type _)
    {
        var model = ServiceModel.Read(service);
        var seen = new HashSet<Type>();
        foreach (var (operation, request, response) in Operations(client))
        {
            var shape = model.Operation(operation);
            AssertStructure(model, Named(shape, "input"), request, seen);
            AssertStructure(model, Named(shape, "output"), response, seen);
        }
        var unseen = client
            .Assembly.GetTypes()
            .Where(type => type.Namespace == $"{client.Namespace}.Model" && type.IsPublic)
            .Where(type => !typeof(Exception).IsAssignableFrom(type) && !seen.Contains(type));
        Assert.Empty(unseen);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_error_of_an_operation_has_its_exception(string service, Type client, Type baseException)
    {
        var model = ServiceModel.Read(service);
        var expected = Operations(client)
            .SelectMany(operation => model.Operation(operation.Name).GetProperty("errors").EnumerateArray())
            .Select(error => Text(error, "shape"))
            .ToHashSet();
        var found = client
            .Assembly.GetTypes()
            .Where(type => type.Namespace == $"{client.Namespace}.Model" && baseException.IsAssignableFrom(type))
            .ToDictionary(type => type.Name);
        Assert.Equal(expected.Select(ExceptionName).Order(), found.Keys.Order());
        foreach (var shape in expected)
        {
            var members = model.Shape(shape).GetProperty("members").EnumerateObject();
            var own = found[ExceptionName(shape)]
                .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(property => property.Name);
            // The message and the request are those of every exception.
            Assert.Equal(
                members
                    .Select(member => Capital(member.Name))
                    .Where(name => name is not ("Message" or "RequestId"))
                    .Order(),
                own.Order()
            );
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_enumeration_has_the_models_values(string service, Type client, Type _)
    {
        var model = ServiceModel.Read(service);
        var constants = client
            .Assembly.GetTypes()
            .Where(type => type.Namespace == client.Namespace && typeof(ConstantClass).IsAssignableFrom(type));
        foreach (var constant in constants)
        {
            var fields = constant.GetFields(BindingFlags.Public | BindingFlags.Static);
            Assert.Equal(
                model
                    .Shape(constant.Name)
                    .GetProperty("enum")
                    .EnumerateArray()
                    .Select(value => value.GetString())
                    .Order(),
                fields.Select(field => field.GetValue(null)?.ToString()).Order()
            );
            Assert.All(fields, field => Assert.Equal(field.Name, field.GetValue(null)?.ToString()));
            Assert.NotNull(constant.GetMethod("op_Implicit", [typeof(string)]));
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_client_derives_from_what_the_official_one_derives_from(
        string service,
        Type client,
        Type exception
    )
    {
        Assert.Equal(typeof(AmazonServiceException), exception.BaseType);
        Assert.Contains(typeof(IAmazonService), client.GetInterfaces());
        var name = client.Name[1..];
        var config = Assert.IsType<ClientConfig>(Activator.CreateInstance(Found($"{name}Config")), exactMatch: false);
        var metadata = ServiceModel.Read(service).Metadata;
        Assert.Equal(Text(metadata, "serviceId"), config.ServiceId);
        Assert.Equal(Text(metadata, "apiVersion"), config.ServiceVersion);
        Assert.Equal(Text(metadata, "endpointPrefix"), config.RegionEndpointServiceName);
        Assert.Equal(typeof(AmazonServiceClient), Found($"{name}Client").BaseType);
        // Twelve constructors, as every official client has.
        Assert.Equal(12, Found($"{name}Client").GetConstructors().Length);

        Type Found(string type) =>
            client.Assembly.GetType($"{client.Namespace}.{type}")
            ?? throw new InvalidOperationException($"Expected a type {type}.");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Collections_are_null_until_they_are_set(string service, Type client, Type _)
    {
        Assert.NotEmpty(service);
        var models = client.Assembly.GetTypes().Where(type => type.Namespace == $"{client.Namespace}.Model");
        foreach (var type in models.Where(type => type.GetConstructor(Type.EmptyTypes) is not null))
        {
            var instance = Activator.CreateInstance(type);
            foreach (var property in type.GetProperties().Where(property => IsCollection(property.PropertyType)))
                Assert.Null(property.GetValue(instance));
        }
    }

    private static IEnumerable<(string Name, Type Request, Type Response)> Operations(Type client) =>
        client
            .GetMethods()
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method =>
                (
                    Name: method.Name[..^"Async".Length],
                    Request: method.GetParameters()[0].ParameterType,
                    Response: method.ReturnType.GetGenericArguments()[0],
                    Count: method.GetParameters().Length
                )
            )
            .Where(method => method.Count == 2 && method.Request != typeof(string))
            .Select(method => (method.Name, method.Request, method.Response));

    private static void AssertStructure(ServiceModel model, string shape, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return;
        var members = model.Shape(shape).GetProperty("members");
        var own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        foreach (var property in own)
        {
            Assert.True(
                members.TryGetProperty(property.Name, out var member),
                $"{type.Name}.{property.Name} is no member of {shape}."
            );
            AssertType(model, Text(member, "shape"), property.PropertyType, seen);
        }
        if (model.Shape(shape).TryGetProperty("required", out var required))
            Assert.Empty(required.EnumerateArray().Select(name => name.GetString()).Except(own.Select(x => x.Name)));
    }

    private static void AssertType(ServiceModel model, string shape, Type type, HashSet<Type> seen)
    {
        var definition = model.Shape(shape);
        switch (Text(definition, "type"))
        {
            case "structure":
                Assert.Equal(shape, type.Name);
                AssertStructure(model, shape, type, seen);
                break;
            case "list":
                Assert.Equal(typeof(List<>), type.GetGenericTypeDefinition());
                AssertType(model, Named(definition, "member"), type.GetGenericArguments()[0], seen);
                break;
            case "string" when definition.TryGetProperty("enum", out _):
                Assert.Equal(shape, type.Name);
                Assert.Equal(typeof(ConstantClass), type.BaseType);
                break;
            case var name:
                Assert.Equal(
                    name switch
                    {
                        "string" => typeof(string),
                        "integer" => typeof(int?),
                        "long" => typeof(long?),
                        "double" => typeof(double?),
                        "boolean" => typeof(bool?),
                        "timestamp" => typeof(DateTime?),
                        "blob" => typeof(MemoryStream),
                        _ => throw new InvalidOperationException($"Expected a known type, found {name}."),
                    },
                    type
                );
                break;
        }
    }

    private static string Named(JsonElement element, string member) => Text(element.GetProperty(member), "shape");

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString() ?? "";

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string ExceptionName(string shape) =>
        shape.EndsWith("Exception", StringComparison.Ordinal) ? shape : shape + "Exception";

    private static bool IsCollection(Type type) => type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type);
}
