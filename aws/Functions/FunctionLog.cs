using System.Text.Json;
using Amazon.Runtime;

namespace StudyLake.Aws.Functions;

/// <summary>Writes the log of a function as JSON, one object a line, and its metrics in embedded metric format.</summary>
/// <remarks>
/// Only numbers and words from closed lists can be written: no text of a message, an object or an exception's message,
/// any of which may hold a key. Safe for use by several threads at once.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </remarks>
internal sealed class FunctionLog(string function, Stream output, TimeProvider time)
{
    private const int MostWordCharacters = 64;

    private readonly Lock _gate = new();

    /// <summary>Id of the invocation that lines belong to; null while the function starts.</summary>
    public string? RequestId { get; set; }

    /// <summary>What happened, with numbers.</summary>
    /// <param name="message">A constant.</param>
    /// <param name="numbers">Names that are constants, and their numbers.</param>
    public void Information(string message, params ReadOnlySpan<(string Name, long Number)> numbers) =>
        Write("Information", message, null, numbers);

    /// <summary>What was unexpected, and how often.</summary>
    public void Warning(string message, params ReadOnlySpan<(string Name, long Number)> numbers) =>
        Write("Warning", message, null, numbers);

    /// <summary>A fault: its type, and what the service called it.</summary>
    public void Error(string message, Exception exception, params ReadOnlySpan<(string Name, long Number)> numbers) =>
        Write("Error", message, exception, numbers);

    /// <summary>The metrics of one invocation, all of them counts, with the dimension FunctionName.</summary>
    public void Metrics(
        string metricsNamespace,
        string functionName,
        IReadOnlyList<(string Name, long Count)> metrics
    ) =>
        WriteLine(json =>
        {
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", metricsNamespace);
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteStringValue("FunctionName");
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            foreach (var (name, _) in metrics)
            {
                json.WriteStartObject();
                json.WriteString("Name", name);
                json.WriteString(
                    "Unit",
                    name.EndsWith("Bytes", StringComparison.Ordinal)
                    || name.EndsWith("BytesRead", StringComparison.Ordinal)
                        ? "Bytes"
                        : "Count"
                );
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("FunctionName", functionName);
            foreach (var (name, count) in metrics)
                json.WriteNumber(name, count);
        });

    /// <summary>What may be said of an exception: its type, and the code, status and request id of a service's answer.</summary>
    public static string Describe(Exception exception) =>
        exception is AmazonServiceException service
            ? $"{exception.GetType().Name} {Word(service.ErrorCode)} {(int)service.StatusCode}"
            : exception.GetType().Name;

    private void Write(
        string level,
        string message,
        Exception? exception,
        ReadOnlySpan<(string Name, long Number)> numbers
    )
    {
        var values = numbers.ToArray();
        WriteLine(json =>
        {
            json.WriteString("timestamp", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", level);
            json.WriteString("message", message);
            json.WriteString("function", function);
            if (RequestId is { } id)
                json.WriteString("request_id", Word(id));
            foreach (var (name, number) in values)
                json.WriteNumber(name, number);
            if (exception is not null)
                WriteException(json, exception);
        });
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception)
    {
        json.WriteString("error_type", exception.GetType().Name);
        if (exception is AmazonServiceException service)
        {
            json.WriteString("error_code", Word(service.ErrorCode));
            json.WriteNumber("status_code", (int)service.StatusCode);
            json.WriteString("aws_request_id", Word(service.RequestId));
        }
        // Frames name methods, never values.
        json.WriteString("stack_trace", exception.StackTrace);
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        lock (_gate)
        {
            output.Write(line.GetBuffer(), 0, (int)line.Length);
            output.Flush();
        }
    }

    /// <summary>A word of a service, reduced to the characters that codes and ids consist of.</summary>
    private static string Word(string? word) =>
        word is null
            ? ""
            : new string([
                .. word.Where(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_')
                    .Take(MostWordCharacters),
            ]);
}
