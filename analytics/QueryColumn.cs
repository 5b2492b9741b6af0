using StudyLake.Events;

namespace StudyLake.Analytics;

/// <summary>One column of a query's result.</summary>
/// <param name="Name">As the query names it.</param>
/// <param name="Type">
/// How its values come: Text <see cref="string"/>, Integer <see cref="int"/>, Bigint <see cref="long"/>, Double
/// <see cref="double"/>, Boolean <see cref="bool"/>, Date <see cref="DateOnly"/>, Timestamp <see cref="DateTime"/>
/// without a zone. What an engine has beyond these comes as text.
/// </param>
public sealed record QueryColumn(string Name, ColumnType Type);
