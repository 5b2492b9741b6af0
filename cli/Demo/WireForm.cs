namespace StudyLake.Cli.Demo;

/// <summary>How the data set of a written file is encoded (PS3.5 section 10 and annex A).</summary>
public enum WireForm
{
    /// <summary>Explicit VR Little Endian, 1.2.840.10008.1.2.1.</summary>
    ExplicitLittle,

    /// <summary>Implicit VR Little Endian, 1.2.840.10008.1.2.</summary>
    ImplicitLittle,

    /// <summary>Explicit VR Big Endian (retired, still in archives), 1.2.840.10008.1.2.2.</summary>
    ExplicitBig,

    /// <summary>Deflated Explicit VR Little Endian, 1.2.840.10008.1.2.1.99: raw deflate after the meta header.</summary>
    Deflated,
}
