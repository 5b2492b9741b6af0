namespace StudyLake.Events;

/// <summary>The information entity that an attribute describes. PS3.3 section A.1.2.</summary>
public enum AttributeLevel
{
    /// <summary>File meta information. PS3.10 section 7.1.</summary>
    FileMeta,

    /// <summary>The patient.</summary>
    Patient,

    /// <summary>The study.</summary>
    Study,

    /// <summary>The order and the performed procedure step.</summary>
    Request,

    /// <summary>The series.</summary>
    Series,

    /// <summary>The device and its site.</summary>
    Equipment,

    /// <summary>The instance.</summary>
    Instance,

    /// <summary>Radiation dose.</summary>
    Dose,

    /// <summary>The content of a structured report or key object selection.</summary>
    Sr,
}
