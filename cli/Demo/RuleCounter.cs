using static StudyLake.Cli.Demo.DemoTruth;

namespace StudyLake.Cli.Demo;

/// <summary>Counts exams by the rules study, accession and merged.</summary>
internal sealed class RuleCounter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(20);

    private readonly Tally<string> _accessions = new();
    private readonly List<ExamSpan> _visits = [];
    private long _exams;
    private long _withoutAccession;
    private long _unmergeable;
    private long _named;

    /// <summary>Adds one study; nothing happens when it is no exam.</summary>
    public void Add(StudyFacts facts, ExamSpan? span)
    {
        if (!facts.IsExam)
            return;
        _exams++;
        var accessions = facts
            .Study.Requests.Append(facts.Study.Accession)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (accessions.Count == 0)
            _withoutAccession++;
        else
            _named++;
        foreach (var accession in accessions)
            _accessions.Add(accession);
        if (span is { Patient: not null } && span.Device.Device != Unknown)
            _visits.Add(span);
        else
            _unmergeable++;
    }

    /// <summary>The exams by each rule, and what makes them differ.</summary>
    public TruthRules Finish()
    {
        var links = _accessions.Keys.Sum(key => _accessions[key]);
        var numbers = _accessions.Keys.LongCount();
        return new(
            _exams,
            numbers + _withoutAccession,
            _unmergeable + _visits.GroupBy(visit => (visit.Patient, visit.Device.Device)).Sum(Visits),
            links - _named,
            links - numbers
        );
    }

    private static long Visits(IEnumerable<ExamSpan> spans)
    {
        var (count, until) = (0L, DateTime.MinValue);
        foreach (var span in spans.OrderBy(span => span.Start).ThenBy(span => span.Id, StringComparer.Ordinal))
        {
            if (until == DateTime.MinValue || span.Start - until >= Pause)
                count++;
            var end = span.IsUsable ? span.End ?? span.Start : span.Start;
            if (end > until)
                until = end;
        }
        return count;
    }
}
