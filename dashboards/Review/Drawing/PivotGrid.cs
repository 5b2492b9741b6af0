using System.Collections.Immutable;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Writes a pivot: rows against columns. Totals were counted by the query; nothing is summed here.</summary>
internal sealed class PivotGrid
{
    private const string All = "\u0002";

    private readonly TileLine _tile;
    private readonly ChartOptions _options;
    private readonly ImmutableArray<PlotColumn> _down;
    private readonly ImmutableArray<PlotColumn> _across;
    private readonly ImmutableArray<PlotColumn> _values;
    private readonly Dictionary<string, (ImmutableArray<object?> Row, int Index)> _cells = new(StringComparer.Ordinal);

    private sealed record Line(string Key, ImmutableArray<object?>? Row, bool IsTotal, int Depth, string? Label);

    private PivotGrid(TileLine tile, ChartOptions options)
    {
        _tile = tile;
        _options = options;
        var all = tile.Columns.Select((column, at) => new PlotColumn(column, at)).ToImmutableArray();
        _down = [.. all.Where(column => column.Column.Role == "row")];
        _across = [.. all.Where(column => column.Column.Role == "column")];
        _values = [.. all.Where(column => column.Column is { Measure: true, Hidden: not true })];
        for (var i = 0; i < tile.Rows.Length; i++)
            _cells[Place(tile.Rows[i], _down, []) + "\u0003" + Place(tile.Rows[i], _across, [])] = (tile.Rows[i], i);
        foreach (var total in tile.Totals)
            _cells[Place(total.Values, _down, total.Rolled) + "\u0003" + Place(total.Values, _across, total.Rolled)] = (
                total.Values,
                -1
            );
    }

    /// <summary>The table; a measure in rows where the definition asks for it.</summary>
    public static TextGrid Of(TileLine tile, ChartOptions options, int most) => new PivotGrid(tile, options).Make(most);

    private TextGrid Make(int most)
    {
        var heads = Leaves();
        var lines = Outline();
        var onRows = _options.ValuesOnRows == true && _values.Length > 1;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<TextCell>>();
        ImmutableArray<object?>? before = null;
        foreach (var line in lines.Take(most))
        {
            for (var part = 0; part < (onRows ? _values.Length : 1); part++)
            {
                var shown = onRows ? [_values[part]] : _values;
                var cells = ImmutableArray.CreateBuilder<TextCell>();
                cells.AddRange(
                    part == 0 ? Names(line, before) : Enumerable.Repeat(Blank(line), Math.Max(1, _down.Length))
                );
                if (onRows)
                    cells.Add(new TextCell(shown[0].Label) { IsHead = true, IsTotal = line.IsTotal });
                cells.AddRange(heads.SelectMany(head => shown.Select(value => Cell(line, head, value))));
                rows.Add(cells.ToImmutable());
            }
            before = line.IsTotal ? null : line.Row;
        }
        return new TextGrid(Heads(heads, onRows), rows.ToImmutable(), Math.Max(0, lines.Count - most));
    }

    private TextCell Cell(Line line, Line head, PlotColumn value)
    {
        var isFound = _cells.TryGetValue(line.Key + "\u0003" + head.Key, out var found);
        return new TextCell(
            isFound && found.Row[value.At] is not null
                ? value.Text(found.Row)
                : ValueText.Clean(value.Column.Format?.Nulls ?? "")
        )
        {
            IsNumber = ValueText.IsNumber(value.Column),
            IsTotal = line.IsTotal || head.IsTotal,
            Style = isFound ? TableGrid.StyleOf(_tile, found.Index, value.At) : null,
        };
    }

    private static TextCell Blank(Line line) => new("") { IsHead = true, IsTotal = line.IsTotal };

    // A name is written once for all rows that have it, as the page spans it.
    private IEnumerable<TextCell> Names(Line line, ImmutableArray<object?>? before)
    {
        if (_down.IsEmpty)
            return [Blank(line)];
        return Enumerable
            .Range(0, _down.Length)
            .Select(d =>
            {
                if (line.Label is { } label && d == Math.Max(0, line.Depth))
                    return new TextCell(label) { IsHead = true, IsTotal = true };
                if (line.Label is not null || line.Row is not { } row)
                    return Blank(line);
                var isSame =
                    d < _down.Length - 1
                    && before is { } above
                    && _down[..(d + 1)].Key(above) == _down[..(d + 1)].Key(row);
                return new TextCell(isSame ? "" : _down[d].Text(row))
                {
                    IsHead = true,
                    IsNumber = ValueText.IsNumber(_down[d].Column),
                };
            });
    }

    private static string Place(
        ImmutableArray<object?> row,
        ImmutableArray<PlotColumn> columns,
        ImmutableArray<string> rolled
    ) =>
        string.Join(
            '\0',
            columns.Select(column => rolled.Contains(column.Column.Id) ? All : ImmutableArray.Create(column).Key(row))
        );

    private List<Line> Leaves()
    {
        if (_across.IsEmpty)
            return [new Line("", null, false, 0, null)];
        var leaves = Nested(_across.Distinct(_tile.Rows), _across)
            .Select(row => new Line(Place(row, _across, []), row, false, 0, null))
            .ToList();
        if (_options.ColumnTotals == true)
            leaves.Add(
                new Line(
                    string.Join('\0', _across.Select(_ => All)),
                    null,
                    true,
                    0,
                    ValueText.Clean(_options.ColumnTotalLabel ?? "Total")
                )
            );
        return leaves;
    }

    // Rows of one outer value stand together, in the order in which the outer values first came.
    private static List<ImmutableArray<object?>> Nested(
        List<ImmutableArray<object?>> rows,
        ImmutableArray<PlotColumn> columns
    )
    {
        IEnumerable<ImmutableArray<object?>> nested = rows;
        for (var depth = columns.Length - 1; depth >= 1; depth--)
        {
            var outer = columns[..depth];
            nested = nested.GroupBy(row => outer.Key(row), StringComparer.Ordinal).SelectMany(group => group).ToList();
        }
        return [.. nested];
    }

    private List<Line> Outline()
    {
        if (_down.IsEmpty)
            return [new Line("", null, false, 0, null)];
        var known = _tile
            .Totals.Select(total => Place(total.Values, _down, total.Rolled))
            .ToHashSet(StringComparer.Ordinal);
        var lines = new List<Line>();
        var rows = Nested(_down.Distinct(_tile.Rows), _down);
        for (var i = 0; i < rows.Count; i++)
        {
            lines.Add(new Line(Place(rows[i], _down, []), rows[i], false, 0, null));
            for (var depth = _down.Length - 2; depth >= 0 && _options.RowSubtotals == true; depth--)
            {
                var outer = _down[..(depth + 1)];
                if (i + 1 < rows.Count && outer.Key(rows[i]) == outer.Key(rows[i + 1]))
                    break;
                var key = Place(rows[i], _down, [.. _down[(depth + 1)..].Select(column => column.Column.Id)]);
                if (known.Contains(key))
                    lines.Add(
                        new Line(
                            key,
                            rows[i],
                            true,
                            depth + 1,
                            $"{_down[depth].Text(rows[i])}: {ValueText.Clean(_options.SubtotalLabel ?? "Subtotal")}"
                        )
                    );
            }
        }
        var whole = string.Join('\0', _down.Select(_ => All));
        if (_options.RowTotals == true && known.Contains(whole))
            lines.Add(new Line(whole, null, true, 0, ValueText.Clean(_options.TotalLabel ?? "Total")));
        return lines;
    }

    private ImmutableArray<ImmutableArray<TextCell>> Heads(List<Line> heads, bool onRows)
    {
        var showsValues = !onRows && (_values.Length > 1 || _options.SingleMetric != false || _across.IsEmpty);
        var per = onRows ? 1 : Math.Max(1, _values.Length);
        var left = Math.Max(1, _down.Length) + (onRows ? 1 : 0);
        var names = (_down.IsEmpty ? [""] : _down.Select(column => column.Label))
            .Concat(onRows ? [""] : [])
            .Select(text => new TextCell(text) { IsHead = true });
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<TextCell>>();
        for (var depth = 0; depth < _across.Length; depth++)
        {
            var cells = ImmutableArray.CreateBuilder<TextCell>();
            var isLast = depth == _across.Length - 1 && !showsValues;
            if (isLast)
                cells.AddRange(names);
            else
                cells.Add(new TextCell(_across[depth].Label) { IsHead = true, Wide = left });
            for (var i = 0; i < heads.Count; )
            {
                var span = 1;
                if (heads[i].Row is not { } row)
                {
                    cells.Add(
                        new TextCell(depth == 0 ? heads[i].Label ?? "" : "")
                        {
                            IsHead = true,
                            IsTotal = true,
                            Wide = per,
                            IsNumber = per == 1,
                        }
                    );
                    i++;
                    continue;
                }
                var outer = _across[..(depth + 1)];
                while (i + span < heads.Count && heads[i + span].Row is { } next && outer.Key(next) == outer.Key(row))
                    span++;
                cells.Add(
                    new TextCell(_across[depth].Text(row, true))
                    {
                        IsHead = true,
                        Wide = span * per,
                        IsNumber = span * per == 1,
                    }
                );
                i += span;
            }
            rows.Add(cells.ToImmutable());
        }
        if (showsValues)
            rows.Add([
                .. names,
                .. heads.SelectMany(_ =>
                    _values.Select(value => new TextCell(value.Label) { IsHead = true, IsNumber = true })
                ),
            ]);
        else if (_across.IsEmpty)
            rows.Add([.. names, new TextCell("") { IsHead = true }]);
        return rows.ToImmutable();
    }
}
