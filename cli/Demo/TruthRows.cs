namespace StudyLake.Cli.Demo;

/// <summary>Events of one wave.</summary>
/// <param name="Wave">Index from 0.</param>
/// <param name="Stored">Good objects written, new or over another.</param>
/// <param name="Rejected">Bad files written.</param>
/// <param name="Removed">Paths removed, good or bad.</param>
public sealed record TruthEvents(int Wave, long Stored, long Rejected, long Removed);

/// <summary>Counts of one modality.</summary>
/// <param name="Modality">Modality (0008,0060).</param>
/// <param name="Objects">Live objects.</param>
/// <param name="Instances">Distinct SOPInstanceUID.</param>
/// <param name="Series">Distinct SeriesInstanceUID.</param>
/// <param name="Studies">Studies with at least one such series: the sum over modalities exceeds the total.</param>
/// <param name="PrimaryStudies">Studies whose primary modality it is: adds up to the total.</param>
/// <param name="Exams">Exams whose primary modality it is.</param>
public sealed record TruthModality(
    string Modality,
    long Objects,
    long Instances,
    long Series,
    long Studies,
    long PrimaryStudies,
    long Exams
);

/// <summary>Counts of one key.</summary>
/// <param name="Key">The key, or <c>unknown</c> or <c>unmapped</c>.</param>
/// <param name="Instances">Distinct SOPInstanceUID.</param>
/// <param name="Series">Distinct SeriesInstanceUID.</param>
/// <param name="Studies">Distinct StudyInstanceUID.</param>
/// <param name="Exams">Exams.</param>
public sealed record TruthCount(string Key, long Instances, long Series, long Studies, long Exams);

/// <summary>One cell of the volume cube.</summary>
/// <param name="Month">Month of StudyDate, or <c>unknown</c>.</param>
/// <param name="PrimaryModality">Primary modality of the study.</param>
/// <param name="Site">Site key, or <c>unmapped</c>.</param>
/// <param name="InstitutionName">As written, or <c>unknown</c>.</param>
/// <param name="Studies">Live studies.</param>
/// <param name="Exams">Exams.</param>
public sealed record TruthVolume(
    string Month,
    string PrimaryModality,
    string Site,
    string InstitutionName,
    long Studies,
    long Exams
);

/// <summary>Exams that start in one hour of one weekday.</summary>
/// <param name="IsoWeekday">1 Monday to 7 Sunday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Exams">Exams.</param>
public sealed record TruthHour(int IsoWeekday, int Hour, long Exams);

/// <summary>Counts of one device.</summary>
/// <param name="Manufacturer">As written.</param>
/// <param name="Serial">As written.</param>
/// <param name="Instances">Distinct SOPInstanceUID of live objects that carry both values, acquired or not.</param>
/// <param name="AcquiredInstances">The same for acquired images only.</param>
/// <param name="Exams">Exams whose first acquired image of the primary modality comes from it.</param>
/// <param name="FirstStudyDate">Earliest readable StudyDate of its instances as yyyy-MM-dd; null without one.</param>
/// <param name="LastStudyDate">Latest readable StudyDate of its instances as yyyy-MM-dd; null without one.</param>
public sealed record TruthDevice(
    string Manufacturer,
    string Serial,
    long Instances,
    long AcquiredInstances,
    long Exams,
    string? FirstStudyDate,
    string? LastStudyDate
);

/// <summary>Live objects of one group that miss an attribute.</summary>
/// <param name="Key">The group.</param>
/// <param name="Keyword">DICOM keyword.</param>
/// <param name="Missing">Objects without a readable value.</param>
/// <param name="Objects">Live objects of the group.</param>
public sealed record TruthMissing(string Key, string Keyword, long Missing, long Objects);

/// <summary>One device on one day.</summary>
/// <param name="Manufacturer">As written.</param>
/// <param name="Serial">As written.</param>
/// <param name="Date">StudyDate as yyyy-MM-dd.</param>
/// <param name="Exams">Exams that start on it.</param>
/// <param name="First">Earliest StudyTime as HH:mm:ss.</param>
/// <param name="Last">Latest StudyTime as HH:mm:ss.</param>
public sealed record TruthDeviceDay(
    string Manufacturer,
    string Serial,
    string Date,
    long Exams,
    string First,
    string Last
);

/// <summary>What lies in the folder at the end of a UTC day.</summary>
/// <param name="Day">Day as yyyy-MM-dd; a change at midnight belongs to the day that begins.</param>
/// <param name="Files">All files.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="GoodObjects">Good objects among them.</param>
/// <param name="GoodBytes">Bytes of the good objects.</param>
public sealed record TruthStorage(string Day, long Files, long Bytes, long GoodObjects, long GoodBytes);

/// <summary>Seconds from acquisition to arrival over the live acquired images of mapped sites that carry an acquisition time.</summary>
/// <param name="Site">Site key, or <c>all</c>.</param>
/// <param name="Objects">Objects measured.</param>
/// <param name="MedianSeconds">Nearest-rank median, first good arrival of the path.</param>
/// <param name="P95Seconds">Nearest-rank 95th percentile, first good arrival of the path.</param>
/// <param name="CurrentMedianSeconds">Median, taking the arrival of the present version instead.</param>
/// <param name="CurrentP95Seconds">95th percentile, taking the arrival of the present version instead.</param>
public sealed record TruthLag(
    string Site,
    long Objects,
    long MedianSeconds,
    long P95Seconds,
    long CurrentMedianSeconds,
    long CurrentP95Seconds
);

/// <summary>Changes of one kind in one month.</summary>
/// <param name="Month">UTC month of arrival or removal as yyyy-MM.</param>
/// <param name="Kind">Name of the <see cref="ChangeKind"/> in snake_case.</param>
/// <param name="Objects">Files changed.</param>
/// <param name="Studies">Studies of the plan that they belong to; a bad file counts for the study it lies beside.</param>
public sealed record TruthChanges(string Month, string Kind, long Objects, long Studies);

/// <summary>What rejection notes (113001, 113037, 113038) do.</summary>
/// <param name="Notes">Live rejection notes.</param>
/// <param name="Instances">Distinct live instances that they reject.</param>
/// <param name="ExamsLeft">Exams when rejected images are left out.</param>
public sealed record TruthRejection(long Notes, long Instances, long ExamsLeft);
