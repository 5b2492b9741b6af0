using StudyLake.Events;

namespace StudyLake.Ingest;

/// <summary>Collects what was wrong with one header: each thing once, at most <see cref="Limit"/> of them.</summary>
public sealed class FieldErrorList
{
    /// <summary>Entries kept for one header; a file that breaks more rules than this is no better known by more.</summary>
    public const int Limit = 64;

    private readonly List<FieldError> _errors = [];

    /// <summary>Adds an entry unless it is there already.</summary>
    public void Add(FieldErrorCode code, string? keyword = null)
    {
        var error = new FieldError(code, keyword);
        if (_errors.Count < Limit && !_errors.Contains(error))
            _errors.Add(error);
    }

    /// <summary>The entries in the order found, or null when there are none.</summary>
    public EquatableArray<FieldError>? ToArrayOrNull() =>
        _errors.Count == 0 ? null : new EquatableArray<FieldError>(_errors);
}
