namespace StudyLake.Analytics.Rendering;

/// <summary>What a number counts, which decides whether the public form may show a small one.</summary>
public enum Measure
{
    /// <summary>Not said: a <see cref="ColumnFormat.Count"/> is taken for <see cref="People"/>, to be safe.</summary>
    Unstated,

    /// <summary>Patients, exams or what belongs to single ones: small counts are withheld.</summary>
    People,

    /// <summary>Days, devices, files, bytes: nothing that a person could be found by.</summary>
    Other,
}
