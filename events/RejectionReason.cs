using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>Why an object is not usable DICOM. A closed list: a new reason is a new schema version.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RejectionReason>))]
public enum RejectionReason
{
    /// <summary><c>empty_object</c>: zero bytes.</summary>
    EmptyObject,

    /// <summary><c>folder_marker</c>: an empty object whose key ends in a slash.</summary>
    FolderMarker,

    /// <summary><c>dicomdir</c>: a media directory (PS3.10 section 8), which describes other files.</summary>
    Dicomdir,

    /// <summary><c>not_dicom</c>: no DICOM data set at any place where one may begin.</summary>
    NotDicom,

    /// <summary><c>missing_identity</c>: study, series or SOP Instance UID absent or empty.</summary>
    MissingIdentity,

    /// <summary><c>truncated</c>: the bytes end before study, series and SOP Instance UID were read.</summary>
    Truncated,

    /// <summary><c>header_too_large</c>: the byte limit was reached before the identity was read.</summary>
    HeaderTooLarge,

    /// <summary><c>too_many_elements</c>: the element limit was reached before the identity was read.</summary>
    TooManyElements,

    /// <summary><c>nested_too_deep</c>: the depth limit was reached before the identity was read.</summary>
    NestedTooDeep,

    /// <summary><c>deflate_damaged</c>: a deflated data set that cannot be inflated as far as its identity.</summary>
    DeflateDamaged,

    /// <summary><c>archived</c>: in a storage class that must be restored before it can be read.</summary>
    Archived,

    /// <summary><c>undecryptable</c>: the store holds no right to the object's encryption key.</summary>
    Undecryptable,
}
