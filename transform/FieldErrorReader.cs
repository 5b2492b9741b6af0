using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Reads the <c>field_errors</c> of an event, one row of <c>field_issues</c> for each.</summary>
internal sealed class FieldErrorReader(TableBuffer issues, ColumnReader values)
{
    private readonly NumberColumn _number = issues.Number("issue_number");
    private readonly TextColumn _code = issues.Text("issue_code");
    private readonly TextColumn _keyword = issues.Text("keyword");
    private readonly ClosedText _codes = ClosedText.Of<FieldErrorCode>();
    private readonly MemberNames _names = new(["code", "keyword"]);

    /// <summary>Adds the rows of the array that the reader stands on; null adds none.</summary>
    public QuarantineReason? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartArray)
            return QuarantineReason.InvalidMember;
        for (var number = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return QuarantineReason.InvalidMember;
            var row = issues.Add();
            _number.Set(row, number);
            if (!ReadOne(ref reader, row) || _code.IsNull(row))
                return QuarantineReason.InvalidMember;
        }
        return null;
    }

    private bool ReadOne(ref Utf8JsonReader reader, int row)
    {
        _names.Restart();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = _names.Find(ref reader);
            reader.Read();
            switch (index)
            {
                case 0 when _codes.Find(ref reader, values) is var code && code >= 0:
                    _code.Set(row, _codes.Utf8(code));
                    break;
                case 0:
                    return false;
                case 1 when !values.TryRead(ref reader, _keyword, row):
                    return false;
                case < 0:
                    reader.Skip();
                    break;
            }
        }
        return true;
    }
}
