using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What every expression of one compilation may depend on.</summary>
/// <param name="notes">Where notes are kept.</param>
internal sealed class CompileContext(List<Unsupported> notes)
{
    /// <summary>The present in the definition's time zone.</summary>
    public required DateTime Now { get; init; }

    /// <summary>The first day of a week.</summary>
    public required DayOfWeek WeekStart { get; init; }

    /// <summary>The parameters with their values.</summary>
    public required ImmutableDictionary<string, ResolvedParameter> Parameters { get; init; }

    /// <summary>The bound values of the query being written.</summary>
    public SqlValues Values { get; } = new();

    /// <summary>What is shown otherwise than in QuickSight.</summary>
    public List<Unsupported> Unsupported { get; } = notes;

    public void Note(string kind, string reason)
    {
        var note = new Unsupported(kind, reason);
        if (!Unsupported.Contains(note))
            Unsupported.Add(note);
    }
}
