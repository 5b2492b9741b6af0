using System.Text;
using System.Text.Json;

namespace StudyLake.Transform;

/// <summary>Finds which of a list of names a JSON member has, by what followed its predecessor the last time.</summary>
/// <remarks>One writer writes members in one order, so nearly every look-up is a single comparison.</remarks>
internal sealed class MemberNames
{
    private readonly byte[][] _names;
    private readonly int[] _following;
    private int _previous;

    /// <summary>Makes one for the names, expected in their order.</summary>
    public MemberNames(IEnumerable<string> names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _following = [.. Enumerable.Range(0, _names.Length + 1)];
        Restart();
    }

    /// <summary>Begins a new object.</summary>
    public void Restart() => _previous = 0;

    /// <summary>The index of the name that the reader stands on, or -1 when it is none of them.</summary>
    public int Find(ref Utf8JsonReader reader)
    {
        var likely = _following[_previous];
        if (likely < _names.Length && reader.ValueTextEquals(_names[likely]))
        {
            _previous = likely + 1;
            return likely;
        }
        for (var i = 0; i < _names.Length; i++)
        {
            if (!reader.ValueTextEquals(_names[i]))
                continue;
            _following[_previous] = i;
            _previous = i + 1;
            return i;
        }
        return -1;
    }
}
