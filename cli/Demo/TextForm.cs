namespace StudyLake.Cli.Demo;

/// <summary>The character set a written file declares in (0008,0005) and encodes its text in (PS3.5 6.1).</summary>
public enum TextForm
{
    /// <summary>No declaration; ASCII only.</summary>
    Ascii,

    /// <summary>ISO_IR 100: Latin-1.</summary>
    Latin1,

    /// <summary>ISO_IR 192: UTF-8.</summary>
    Utf8,

    /// <summary><c>\ISO 2022 IR 87</c>: ASCII with escapes to JIS X 0208, value 1 empty.</summary>
    Japanese,

    /// <summary>GB18030, where 0x5C may be the second byte of a character.</summary>
    Chinese,
}
