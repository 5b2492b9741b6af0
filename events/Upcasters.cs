using System.Text.Json.Nodes;

namespace StudyLake.Events;

/// <summary>Turns an event of one schema version into the next: a pure function that may change and return its argument.</summary>
public delegate JsonObject Upcaster(JsonObject studyEvent);

/// <summary>The way from every published schema version to the current one.</summary>
public static class Upcasters
{
    /// <summary>The upcaster at index n leads from schema version n + 1 to n + 2. Append-only.</summary>
    public static IReadOnlyList<Upcaster> All { get; } = [];
}
