using System.Runtime.InteropServices;

namespace StudyLake.Ingest.Dicom;

/// <summary>One kept element: 12 bytes, since a header keeps a hundred of them and a structured report a hundred thousand.</summary>
/// <param name="Slot">Its place in its <see cref="WantedNode"/>.</param>
/// <param name="Vr">How its bytes are to be read: the VR on the wire, or the dictionary's where the wire does not say.</param>
/// <param name="IsBigEndian">Byte order of binary numbers. PS3.5 section 7.3.</param>
/// <param name="Start">First byte in the kept bytes; for a sequence its first item among the items.</param>
/// <param name="Length">Bytes; for a sequence the number of items.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderEntry(ushort Slot, DicomVr Vr, bool IsBigEndian, int Start, int Length);

/// <summary>One data set: the top level or a sequence item, as a range of entries in ascending slots.</summary>
internal readonly record struct HeaderItem(int Start, int Count);
