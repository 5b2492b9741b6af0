using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyLake.Tests.Transform;

/// <summary>How our own writer writes JSON.</summary>
internal static class SomeJson
{
    public static JsonSerializerOptions Plain { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
