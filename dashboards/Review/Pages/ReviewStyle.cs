namespace StudyLake.Dashboards.Review.Pages;

/// <summary>The style sheets of rendered dashboards and of comparisons, for screens in light and dark and for paper.</summary>
/// <remarks>Hold no character that XML encodes, so that the page's text is the text whose hash the policy names.</remarks>
internal static class ReviewStyle
{
    private const string Colors = """
        :root {
          color-scheme: light dark;
          --ground: #f4f6f8; --surface: #ffffff; --ink: #17222d; --quiet: #566574; --line: #e1e7ec; --strong: #c3ced7;
          --accent: #0b6e7f; --accent-ink: #ffffff; --good: #1a7f4e; --bad: #b3362c; --bad-ground: #fcebe9; --total: #f0f4f6;
          --warn-ground: #fdf3dc; --warn-ink: #6b4a00; --added: #e6f4ea; --removed: #fcebe9;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ground: #0e141a; --surface: #161e26; --ink: #e4ebf1; --quiet: #9dacba; --line: #27323d; --strong: #3a4855;
            --accent: #4fb8c8; --accent-ink: #06222a; --good: #58c48c; --bad: #f0867b; --bad-ground: #3a1c19; --total: #1f2932;
            --warn-ground: #372b10; --warn-ink: #f2d089; --added: #16321f; --removed: #3a1c19;
          }
        }

        """;

    private const string Marks = """
        svg text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
        .surface { fill: var(--surface); }
        text.quiet { fill: var(--quiet); }
        text.ink { fill: var(--ink); }
        text.strong { fill: var(--ink); font-weight: 650; }
        text.head { fill: var(--quiet); font-weight: 600; }
        text.on-accent { fill: var(--accent-ink); }
        text.good { fill: var(--good); font-weight: 600; }
        text.bad { fill: var(--bad); font-weight: 600; }
        line.grid, polyline.grid { stroke: var(--line); }
        line.axis { stroke: var(--strong); }
        line.reference { stroke: var(--quiet); stroke-width: 1.5; }
        rect.accent, path.accent, polygon.accent { fill: var(--accent); }
        polyline.accent { stroke: var(--accent); }
        rect.good { fill: var(--good); }
        rect.bad { fill: var(--bad); }
        rect.total { fill: var(--total); }
        rect.track, path.track { fill: var(--line); }
        rect.track-strong { fill: var(--quiet); }

        """;

    private const string Layout = """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
        main, header.top, footer { max-width: 1240px; margin: 0 auto; padding: 0 20px; }
        h1 { font-size: 24px; line-height: 1.2; margin: 22px 0 4px; }
        h2 { font-size: 19px; margin: 0; }
        .part { margin: 22px 0 0; }
        h3 { font-size: 14px; line-height: 1.3; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
        p { margin: 0; }
        a { color: var(--accent); }
        .about { color: var(--quiet); }
        .banner { margin: 12px 0 0; padding: 9px 14px; border-radius: 8px; background: var(--warn-ground); color: var(--warn-ink); }
        .banner.failed { background: var(--bad-ground); color: var(--bad); }
        .banner ul { margin: 4px 0 0; padding-left: 20px; }
        nav ul { list-style: none; margin: 12px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
        .sheet { margin: 26px 0 34px; }
        .sheet-head { border-bottom: 1px solid var(--strong); padding-bottom: 8px; margin-bottom: 10px; }
        .facts { display: flex; flex-wrap: wrap; gap: 3px 22px; margin: 6px 0 0; font-size: 12.5px; }
        .facts div { display: flex; gap: 6px; }
        .facts dt { color: var(--quiet); }
        .facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
        .grid { display: grid; grid-template-columns: repeat(36, minmax(0, 1fr)); grid-auto-rows: minmax(28px, auto); }
        .cell { padding: 5px; min-width: 0; }
        .tile { height: 100%; background: var(--surface); border: 1px solid var(--line); border-radius: 9px; padding: 9px 13px; display: flex; flex-direction: column; }
        .tile.text { background: none; border: 0; padding: 4px; height: auto; }
        .tile.failed { border-color: var(--bad); }
        .titles { margin-bottom: 6px; }
        .subtitle { color: var(--quiet); font-size: 12.5px; }
        .picture { display: block; width: 100%; height: auto; }
        .state { color: var(--quiet); padding: 14px 2px; overflow-wrap: anywhere; }
        .state.bad { color: var(--bad); font-weight: 600; }
        .notes { margin: 5px 0 0; padding: 0; list-style: none; color: var(--quiet); font-size: 11.5px; }
        .count { margin-top: auto; padding-top: 5px; color: var(--quiet); font-size: 11.5px; display: flex; flex-wrap: wrap; gap: 0 12px; }
        details { font-size: 11.5px; margin-top: auto; padding-top: 4px; }
        summary { color: var(--quiet); cursor: pointer; }
        .rows { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 12.5px; }
        th, td { padding: 4px 9px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; border-bottom-color: var(--strong); }
        tbody th { font-weight: 500; }
        th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th.span { text-align: center; }
        tr .total { font-weight: 650; background: var(--total); }
        .rich ul, .rich ol { margin: 4px 0 4px 20px; padding: 0; }
        .rich p + p { margin-top: 5px; }
        .b { font-weight: 650; } .i { font-style: italic; } .u { text-decoration: underline; }
        .left { text-align: left; } .center { text-align: center; } .right { text-align: right; }
        footer { color: var(--quiet); font-size: 12.5px; padding-top: 12px; padding-bottom: 30px; }
        .sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; margin-top: 8px; }
        .side { background: var(--surface); border: 1px solid var(--line); border-radius: 9px; padding: 9px 13px; min-width: 0; }
        .side .picture { max-height: 320px; }
        .side h4 { margin: 0 0 6px; font-size: 12px; color: var(--quiet); font-weight: 600; }
        .change { margin: 18px 0; padding: 12px 14px; border: 1px solid var(--line); border-radius: 9px; background: var(--surface); break-inside: avoid-page; }
        .change .side { background: none; }
        .mark { display: inline-block; min-width: 66px; font-size: 11.5px; font-weight: 650; margin-right: 8px; }
        .mark.added { color: var(--good); } .mark.removed { color: var(--bad); }
        .changes { margin: 8px 0 0; padding: 0; list-style: none; }
        .changes li { margin: 6px 0 0; }
        code, pre { font: 12px/1.4 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
        pre { margin: 2px 0 0; padding: 3px 8px; border-radius: 5px; }
        pre.old { background: var(--removed); } pre.new { background: var(--added); }
        @media screen and (max-width: 820px) {
          .grid, .sides { display: block; }
          .cell { padding: 4px 0; }
          .side { margin-top: 8px; }
        }
        @media print {
          body { background: #ffffff; print-color-adjust: exact; -webkit-print-color-adjust: exact; font-size: 12px; }
          main, header.top, footer { max-width: none; padding: 0; }
          nav { display: none; } summary { list-style: none; }
          .sheet { margin: 0 0 10px; break-before: page; }
          .sheet:first-of-type { break-before: auto; }
          .cell { padding: 3px; break-inside: avoid; }
          .cell.long { break-inside: auto; }
          .tile { border-radius: 4px; padding: 6px 9px; }
          thead { display: table-header-group; }
          tr { break-inside: avoid; }
          .break-after { break-after: page; }
        }
        @page { size: A4 landscape; margin: 11mm 10mm 15mm; }

        """;

    /// <summary>Of a page.</summary>
    public const string Page = "\n" + Colors + Marks + Layout;

    /// <summary>Of a picture in a file of its own.</summary>
    public const string Picture = "\n" + Colors + Marks;
}
