namespace StudyLake.Analytics.Rendering;

/// <summary>The style sheet of reports: screen in light and dark, narrow screens, A4.</summary>
/// <remarks>Holds no character that XML encodes, so that the page's text is the text whose hash the policy names.</remarks>
internal static class ReportStyle
{
    /// <summary>The whole sheet.</summary>
    public const string Text = """

        :root {
          --page: #f4f6f9; --card: #ffffff; --ink: #17202e; --soft: #566377; --line: #dfe5ec; --faint: #edf1f5;
          --accent: #1f5fae; --accent-soft: #dce8f6; --bad: #a32020; --bad-soft: #fdeeee; --warn: #7a5200; --warn-soft: #fff6df;
          --ct: #2d6cc0; --mr: #7b52b9; --dx: #d18a1c; --cr: #a5632a; --us: #16958a; --mg: #d1598c; --xa: #c24136;
          --rf: #8a7433; --pt: #4f8f36; --nm: #9aa632; --rtimage: #47798c; --other: #8793a3;
          --h1: #e3eefa; --h2: #bfd8f2; --h3: #92bbe6; --h4: #5f97d3; --h5: #3673b8; --h6: #1c4f8f;
          --heat-dark-ink: #ffffff;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #0f141b; --card: #182029; --ink: #e6ebf2; --soft: #9aa8ba; --line: #2b3644; --faint: #212b37;
            --accent: #76aef0; --accent-soft: #20344d; --bad: #ff9c94; --bad-soft: #3a2022; --warn: #f2c76b; --warn-soft: #342b18;
            --ct: #5b9bec; --mr: #a983e6; --dx: #e9ab4a; --cr: #c98752; --us: #37bdb0; --mg: #ea85ae; --xa: #e8766b;
            --rf: #b9a259; --pt: #78bb5c; --nm: #c2cd5d; --rtimage: #6fa6ba; --other: #8995a6;
            --h1: #1b2f47; --h2: #21426a; --h3: #2a5a93; --h4: #3c78bd; --h5: #68a0de; --h6: #a4cbf6;
            --heat-dark-ink: #0f141b;
          }
        }
        * { box-sizing: border-box; }
        html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
        }
        header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
        header { padding-top: 36px; }
        .product { margin: 0; color: var(--accent); font-weight: 650; letter-spacing: .04em; font-size: 13px; }
        h1 { margin: 2px 0 18px; font-size: 31px; line-height: 1.2; font-weight: 680; letter-spacing: -.015em; }
        h1 .period { color: var(--soft); font-weight: 400; white-space: nowrap; }
        dl, dd, dt { margin: 0; }
        .facts {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(225px, 1fr)); gap: 12px 28px;
          padding: 16px 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line);
        }
        dt { color: var(--soft); font-size: 12.5px; }
        .facts dd { font-size: 14px; }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 14px 0 0; padding: 0; font-size: 13.5px; }
        a { color: var(--accent); text-decoration: none; }
        a:hover, a:focus { text-decoration: underline; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        main section { margin-top: 22px; }
        main section[id] { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 22px 24px 20px; }
        h2 { margin: 0 0 4px; font-size: 19px; font-weight: 650; letter-spacing: -.005em; }
        .lead { margin: 0 0 12px; color: var(--soft); max-width: 76ch; }
        .keys { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px; }
        .keys li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 15px 16px 13px; min-width: 0; }
        .keys h2 { margin: 0; font-size: 13px; font-weight: 500; color: var(--soft); letter-spacing: 0; }
        .keys .value { margin: 1px 0 2px; font-size: 29px; line-height: 1.2; font-weight: 680; letter-spacing: -.02em; }
        .keys .unit { font-size: 16px; font-weight: 500; color: var(--soft); letter-spacing: 0; }
        .change { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 8px; margin: 3px 0 0; font-size: 12.5px; line-height: 1.35; color: var(--soft); }
        .change span { margin-left: auto; }
        .change b { color: var(--ink); font-weight: 620; white-space: nowrap; }
        .spark { display: block; width: 100%; max-width: 200px; height: 32px; margin: 3px 0 7px; }
        .spark .line { stroke-width: 1.6; }
        .status { display: grid; gap: 10px; }
        .failed { background: var(--bad-soft); color: var(--bad); border-radius: 8px; padding: 11px 15px; margin: 8px 0; }
        .warned { background: var(--warn-soft); color: var(--warn); border-radius: 8px; padding: 11px 15px; }
        .status ul { margin: 0; padding-left: 18px; }
        figure { margin: 14px 0 20px; }
        figcaption, caption, .caption { text-align: left; font-size: 13.5px; font-weight: 620; padding: 0 0 7px; margin: 0; }
        .scroll { overflow-x: auto; margin: 0 0 18px; }
        figure .scroll { margin-bottom: 4px; }
        .chart { display: block; width: 100%; min-width: 640px; height: auto; }
        .chart text { fill: var(--soft); font-size: 12px; text-anchor: middle; }
        .chart text.end { text-anchor: end; }
        .chart text.tot { fill: var(--ink); font-weight: 600; }
        .grid { stroke: var(--faint); }
        .axis { stroke: var(--soft); }
        .seg { fill: var(--c); stroke: var(--card); stroke-width: 1; }
        .line { fill: none; stroke: var(--accent); stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }
        .area { fill: var(--accent-soft); opacity: .7; }
        .dot { fill: var(--accent); }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 6px 0 0; padding: 0 0 0 52px; font-size: 13px; color: var(--soft); }
        .chip { display: inline-block; width: 10px; height: 10px; border-radius: 3px; background: var(--c); margin-right: 7px; }
        .m-ct { --c: var(--ct); } .m-mr { --c: var(--mr); } .m-dx { --c: var(--dx); } .m-cr { --c: var(--cr); }
        .m-us { --c: var(--us); } .m-mg { --c: var(--mg); } .m-xa { --c: var(--xa); } .m-rf { --c: var(--rf); }
        .m-pt { --c: var(--pt); } .m-nm { --c: var(--nm); } .m-rtimage { --c: var(--rtimage); } .m-other { --c: var(--other); }
        .m-none { --c: var(--accent); }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
        th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--faint); font-weight: 400; vertical-align: top; overflow-wrap: break-word; }
        th:first-child { padding-left: 0; min-width: 96px; }
        td:last-child, th:last-child { padding-right: 2px; }
        thead th { color: var(--soft); font-size: 12.5px; border-bottom: 1px solid var(--line); vertical-align: bottom; line-height: 1.3; }
        .n { text-align: right; white-space: nowrap; }
        thead .n { white-space: normal; }
        .none { color: var(--soft); }
        .word { color: var(--soft); }
        tr.total th, tr.total td { font-weight: 640; border-top: 1px solid var(--line); border-bottom: 0; }
        tbody tr:hover { background: var(--faint); }
        .bar { width: 84px; height: 8px; display: inline-block; margin-right: 10px; vertical-align: 1px; }
        .track { fill: var(--faint); }
        .fill { fill: var(--c); }
        .wide { font-size: 13px; }
        .wide th, .wide td { padding: 5px 8px; }
        .wide th:first-child { padding-left: 0; }
        .wide tbody th { min-width: 9.5em; }
        .wide .word { display: none; }
        .month { white-space: nowrap; }
        .beside { display: inline-block; min-width: 5.2ch; }
        .heat { font-size: 12px; }
        .heat th, .heat td { padding: 5px 3px; text-align: center; border: 1px solid var(--card); min-width: 27px; }
        .heat th:first-child { text-align: left; min-width: 88px; }
        .heat .sum, .heat .total td { background: none; text-align: right; padding-left: 8px; }
        .heat .total td { text-align: center; }
        .heat .total td:last-child { text-align: right; }
        .kept { background: var(--faint); }
        .h0 { color: transparent; background: var(--faint); }
        .h1 { background: var(--h1); } .h2 { background: var(--h2); } .h3 { background: var(--h3); }
        .h4 { background: var(--h4); color: var(--heat-dark-ink); }
        .h5 { background: var(--h5); color: var(--heat-dark-ink); }
        .h6 { background: var(--h6); color: var(--heat-dark-ink); }
        .empty { border: 1px dashed var(--line); border-radius: 8px; padding: 14px 16px; margin: 0 0 18px; color: var(--soft); }
        .empty p { margin: 0; }
        .empty .caption { color: var(--ink); padding-bottom: 3px; }
        .notes { margin: 2px 0 0; padding-left: 18px; color: var(--soft); font-size: 13.5px; }
        .definitions { columns: 2; column-gap: 36px; margin-top: 10px; }
        .definitions div { break-inside: avoid; padding-bottom: 11px; }
        .definitions dt { color: var(--ink); font-weight: 620; font-size: 13.5px; }
        .definitions dd { color: var(--soft); font-size: 13.5px; }
        footer { color: var(--soft); font-size: 13px; padding-top: 18px; padding-bottom: 40px; }
        @media screen and (max-width: 980px) { .keys { grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); } }
        @media screen and (max-width: 640px) {
          header, main, footer { padding-left: 14px; padding-right: 14px; }
          header { padding-top: 22px; }
          h1 { font-size: 26px; }
          main section[id] { padding: 17px 14px 14px; }
          .definitions { columns: 1; }
          .legend { padding-left: 0; }
          .word { display: none; }
        }
        @page { size: A4; margin: 13mm 12mm 14mm; }
        @media print {
          :root { color-scheme: light; --page: #ffffff; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          body { font-size: 10.5px; }
          header, main, footer { max-width: none; padding: 0; }
          nav { display: none; }
          h1 { font-size: 23px; margin-bottom: 10px; }
          h2 { font-size: 14px; break-after: avoid; }
          .facts { grid-template-columns: repeat(3, 1fr); gap: 6px 18px; padding: 9px 0; }
          .facts dd, .definitions dd, .definitions dt, .notes { font-size: 10px; }
          dt, .keys h2, .change, .legend, footer, thead th { font-size: 9.5px; }
          .keys { grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); gap: 7px; }
          .keys li { padding: 8px 9px; }
          .keys .value { font-size: 19px; }
          .keys .unit { font-size: 11px; }
          .spark { height: 20px; }
          main section { margin-top: 13px; }
          main section[id] { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 11px 0 0; }
          .lead, figcaption, .caption, caption { break-after: avoid; }
          figcaption, .caption, caption { font-size: 10.5px; padding-bottom: 4px; }
          .short { break-inside: avoid; }
          tbody tr:nth-child(-n+3) { break-after: avoid; }
          .empty { padding: 7px 9px; }
          .chip { width: 7px; height: 7px; border-radius: 2px; margin-right: 5px; }
          .beside { min-width: 4ch; }
          figure, .empty, .failed, .warned, .keys { break-inside: avoid; }
          .chart { min-width: 0; max-height: 62mm; }
          .scroll { overflow: visible; margin-bottom: 10px; }
          table { font-size: 9.5px; }
          .wide { font-size: 8.8px; }
          .heat { font-size: 7.8px; }
          th, td, .wide th, .wide td { padding: 2.5px 5px; }
          .heat th, .heat td { padding: 3px 1px; min-width: 0; }
          thead { display: table-header-group; }
          tr { break-inside: avoid; }
          tr.total { break-before: avoid; }
          .bar { width: 46px; height: 6px; }
        }

        """;
}
