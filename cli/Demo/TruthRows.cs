namespace StudyLake.Cli.Demo;

/// <summary>Events of one wave.</summary>
/// <param name="Day">UTC day on which the folder is walked after it, as yyyy-MM-dd.</param>
/// <param name="Stored">Good objects written, new or over another.</param>
/// <param name="Rejected">Bad files written.</param>
/// <param name="Removed">Paths removed, good or bad.</param>
public sealed record TruthEvents(string Day, long Stored, long Rejected, long Removed);

/// <summary>Series of one modality and what is in them.</summary>
/// <param name="Modality">Modality (0008,0060).</param>
/// <param name="Studies">Studies with at least one such series: the sum over modalities exceeds the total.</param>
/// <param name="Series">Distinct SeriesInstanceUID.</param>
/// <param name="Instances">Instances that count.</param>
/// <param name="AcquiredImages">Acquired images among them.</param>
/// <param name="Objects">Live objects.</param>
/// <param name="Frames">Frames of the instances that count.</param>
/// <param name="Bytes">Bytes of the objects.</param>
public sealed record TruthModality(
    string Modality,
    long Studies,
    long Series,
    long Instances,
    long AcquiredImages,
    long Objects,
    long Frames,
    long Bytes
);

/// <summary>Everything that is counted of studies, for one key.</summary>
/// <param name="Key">The key; parts are divided by <c> | </c>.</param>
/// <param name="Patients">Distinct pairs of issuer (absent as empty) and PatientID of the studies; phantoms included.</param>
/// <param name="Studies">Live studies.</param>
/// <param name="Exams">Exams under the rule <c>study</c>.</param>
/// <param name="Series">Distinct SeriesInstanceUID.</param>
/// <param name="Instances">Instances that count: one a SOP Instance UID, without what rejection notes withdrew.</param>
/// <param name="Objects">Live objects, copies and withdrawn ones too.</param>
/// <param name="Frames">NumberOfFrames of the instances, absent as 1, 0 for objects without pixels.</param>
/// <param name="Bytes">Bytes of the objects.</param>
public sealed record TruthCount(
    string Key,
    long Patients,
    long Studies,
    long Exams,
    long Series,
    long Instances,
    long Objects,
    long Frames,
    long Bytes
);

/// <summary>One device.</summary>
/// <param name="Key">Its id within the registry, or maker and serial number, or <c>unknown</c>.</param>
/// <param name="Studies">Studies with an acquired image of it.</param>
/// <param name="Exams">Exams whose first acquired image of the primary modality comes from it.</param>
/// <param name="AcquiredImages">Acquired images that count.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="SoftwareVersions">Different software versions on them.</param>
/// <param name="FirstStudyDate">Their earliest StudyDate as yyyy-MM-dd, or <c>unknown</c>.</param>
/// <param name="LastStudyDate">Their latest StudyDate as yyyy-MM-dd, or <c>unknown</c>.</param>
public sealed record TruthDevice(
    string Key,
    long Studies,
    long Exams,
    long AcquiredImages,
    long Bytes,
    long SoftwareVersions,
    string FirstStudyDate,
    string LastStudyDate
);

/// <summary>Exams of one device on one day.</summary>
/// <param name="Key">Device and StudyDate, or <c>unknown</c>.</param>
/// <param name="Exams">Exams.</param>
/// <param name="Patients">Distinct patients.</param>
/// <param name="Instances">Instances that count, of the exams.</param>
/// <param name="First">Earliest StudyTime as HH:mm:ss, or <c>unknown</c>.</param>
/// <param name="Last">Latest StudyTime as HH:mm:ss, or <c>unknown</c>.</param>
public sealed record TruthDeviceDay(string Key, long Exams, long Patients, long Instances, string First, string Last);

/// <summary>People of one sex and age band, both as of the latest study.</summary>
/// <param name="Key">PatientSex and age band.</param>
/// <param name="Patients">People.</param>
/// <param name="Studies">Their live studies.</param>
/// <param name="Exams">Their exams.</param>
/// <param name="Instances">Their instances that count.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record TruthPatients(string Key, long Patients, long Studies, long Exams, long Instances, long Bytes);

/// <summary>Live objects of one group that miss an attribute: absent, empty or unreadable.</summary>
/// <param name="Key">Attribute, device, institution and site.</param>
/// <param name="Missing">Objects without a readable value.</param>
/// <param name="Objects">Live objects of the group.</param>
public sealed record TruthMissing(string Key, long Missing, long Objects);

/// <summary>What lies in the folder at the end of a UTC day.</summary>
/// <param name="Day">Day as yyyy-MM-dd; a change at midnight belongs to the day that begins.</param>
/// <param name="Files">All files.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record TruthStorage(string Day, long Files, long Bytes);

/// <summary>Milliseconds from the first counted acquisition of a study to the first arrival of one of its objects.</summary>
/// <param name="Key">Site, primary modality and UTC month of arrival.</param>
/// <param name="Studies">Studies with an acquired image.</param>
/// <param name="Measured">Those whose acquisition is known in UTC, by an offset or by the site.</param>
/// <param name="Negative">Those that arrived before they were acquired.</param>
/// <param name="Shortest">Shortest; null when none is measured.</param>
/// <param name="Median">Nearest-rank median; null when none is measured.</param>
/// <param name="P95">Nearest-rank 95th percentile; null when none is measured.</param>
/// <param name="Longest">Longest; null when none is measured.</param>
public sealed record TruthLag(
    string Key,
    long Studies,
    long Measured,
    long Negative,
    long? Shortest,
    long? Median,
    long? P95,
    long? Longest
);

/// <summary>Changes of one kind in one month.</summary>
/// <param name="Month">UTC month of arrival or removal as yyyy-MM.</param>
/// <param name="Kind">Name of the <see cref="ChangeKind"/> in snake_case.</param>
/// <param name="Objects">Files changed.</param>
/// <param name="Studies">Studies of the plan that they belong to; a bad file counts for the study it lies beside.</param>
public sealed record TruthChanges(string Month, string Kind, long Objects, long Studies);

/// <summary>Live objects that share their SOP Instance UID with another.</summary>
/// <param name="Groups">SOP Instance UIDs that they share.</param>
/// <param name="Objects">The objects.</param>
/// <param name="RepeatedBytes">Size of those that equal another one of the same UID, all but one of each.</param>
public sealed record TruthDuplicates(long Groups, long Objects, long RepeatedBytes);

/// <summary>Live studies by whether they have stopped growing.</summary>
/// <param name="Day">Day of the walk that saw the last new instance, as yyyy-MM-dd.</param>
/// <param name="Completeness"><c>grown_after_stable</c> when walks brought instances one after the other, else <c>partial</c> after the last walk with an event and <c>stable</c> before.</param>
/// <param name="Studies">The studies.</param>
/// <param name="Growth">Instances that came after the first walk that brought any.</param>
public sealed record TruthCompleteness(string Day, string Completeness, long Studies, long Growth);

/// <summary>Exams by each counting rule, and what makes them differ.</summary>
/// <param name="Study">By the rule study.</param>
/// <param name="Accession">By the rule accession: <paramref name="Study"/> plus <paramref name="Further"/> less <paramref name="Joint"/>.</param>
/// <param name="Merged">By the rule merged.</param>
/// <param name="Further">Accession numbers beyond the first of their study.</param>
/// <param name="Joint">Studies beyond the first of their accession number.</param>
public sealed record TruthRules(long Study, long Accession, long Merged, long Further, long Joint);

/// <summary>How long the exams of one group took.</summary>
/// <param name="Key">Site and primary modality.</param>
/// <param name="Exams">Exams.</param>
/// <param name="Usable">Those with a duration that is certain to the hour.</param>
/// <param name="Milliseconds">Sum of those durations.</param>
public sealed record TruthTimes(string Key, long Exams, long Usable, long Milliseconds);

/// <summary>How busy one device was.</summary>
/// <param name="Key">Its id within the registry.</param>
/// <param name="OperatingMilliseconds">Length of its operating hours from its first study on.</param>
/// <param name="BusyMilliseconds">The part of the union of its exams within them.</param>
/// <param name="Changes">Gaps between two exams within the hours of a day, of at most two hours; overlaps among them.</param>
/// <param name="ChangeMilliseconds">Their sum; an overlap is nought.</param>
/// <param name="Overlaps">Exams that began before an earlier one had ended.</param>
public sealed record TruthUse(
    string Key,
    long OperatingMilliseconds,
    long BusyMilliseconds,
    long Changes,
    long ChangeMilliseconds,
    long Overlaps
);
