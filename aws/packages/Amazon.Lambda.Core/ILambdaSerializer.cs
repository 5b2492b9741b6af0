#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>Reads the event of an invocation and writes its answer.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads a value.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes a value.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
