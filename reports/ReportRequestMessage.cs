namespace StudyLake.Reports;

/// <summary>What a schedule, or a person, hands to the report function.</summary>
internal sealed record ReportRequestMessage
{
    /// <summary><c>reports</c>, the default, or <c>alerts</c>.</summary>
    public string Make { get; init; } = "reports";

    /// <summary>The report; null for every one that is due.</summary>
    public string? Report { get; init; }

    /// <summary>A period such as <c>2026-10</c>, made whether or not it is due; null for what is due.</summary>
    public string? Period { get; init; }

    /// <summary>The time for which a schedule called, UTC; null for now.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }
}
