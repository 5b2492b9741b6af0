using static StudyLake.Cli.Demo.DemoTruth;

namespace StudyLake.Cli.Demo;

/// <summary>Counts people, each with the sex and age of the latest study. Studies without a PatientID are left out.</summary>
internal sealed class PatientCounter
{
    private readonly Dictionary<string, Person> _people = [];

    /// <summary>Adds one study.</summary>
    public void Add(StudyFacts facts)
    {
        if (facts.Patient is not { } key)
            return;
        var (day, uid) = (facts.Study.Date ?? DateOnly.MinValue, facts.Study.Uid);
        var person = _people.GetValueOrDefault(key) ?? new(DateOnly.MinValue, "", "", 0, 0, 0, 0);
        // Of two studies on one day the one whose UID sorts first.
        if (
            person.Group.Length == 0
            || day > person.Latest
            || (day == person.Latest && string.CompareOrdinal(uid, person.LatestUid) < 0)
        )
            person = person with
            {
                Latest = day,
                LatestUid = uid,
                Group = $"{facts.Study.Patient.Sex ?? Unknown} | {DemoAge.Band(facts.Study)}",
            };
        _people[key] = person with
        {
            Studies = person.Studies + 1,
            Exams = person.Exams + (facts.IsExam ? 1 : 0),
            Instances = person.Instances + facts.Counted.Count,
            Bytes = person.Bytes + facts.Live.Sum(item => item.Bytes),
        };
    }

    /// <summary>People by sex and age band.</summary>
    public IReadOnlyList<TruthPatients> Rows() =>
        [
            .. _people
                .Values.GroupBy(person => person.Group)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new TruthPatients(
                    group.Key,
                    group.LongCount(),
                    group.Sum(person => person.Studies),
                    group.Sum(person => person.Exams),
                    group.Sum(person => person.Instances),
                    group.Sum(person => person.Bytes)
                )),
        ];

    private sealed record Person(
        DateOnly Latest,
        string LatestUid,
        string Group,
        long Studies,
        long Exams,
        long Instances,
        long Bytes
    );
}
