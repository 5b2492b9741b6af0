// Reads the SQL of every model, as the built program writes it out, and every example with Trino's grammar, which Athena
// engine version 3 follows, and refuses what that grammar would let through but Athena or DuckDB would not. Last line:
// "N files, N errors"; exit code 1 on errors.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TrinoSQL } from 'dt-sql-parser';
import { bad, good } from './self-test.js';

// Functions that both engines have with one meaning, on DuckDB partly by the macros in cli/DuckDb/DuckDbMacros.cs.
const functions = new Set(
    `any_value array_agg array_join avg bool_and bool_or cardinality ceiling coalesce concat concat_ws contains count
    count_if cume_dist date_add date_diff date_trunc day day_of_month day_of_week day_of_year dense_rank element_at
    first_value floor from_big_endian_64 from_iso8601_date from_iso8601_timestamp from_unixtime greatest grouping hour if
    json_extract_scalar lag last_value lead least length lower lpad max max_by min min_by minute month nullif
    percent_rank quarter rank regexp_extract regexp_like regexp_replace replace round row_number second split
    split_part stddev strpos substr sum to_unixtime to_utf8 trim upper week with_timezone at_timezone xxhash64 year
    year_of_week`
        .split(/\s+/),
);
const parser = new TrinoSQL();

function check(sql) {
    const errors = parser.validate(sql).map((error) => `${error.startLine}:${error.startColumn} ${error.message}`);
    if (errors.length > 0) return errors;
    const bare = sql.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''");
    if (bare.includes('`')) errors.push('backquotes are not SQL');
    if (bare.includes('"')) errors.push('a value stands in single quotes, and no name needs double ones');
    if (/\bas\s+(?:var)?char\s*\(/i.test(bare)) errors.push('varchar(n) and char(n) cut differently: cast to varchar');
    if (/\bsubstr\s*\([^()]*,\s*0\b/i.test(bare)) errors.push('substr counts from 1');
    if (/\bat\s+time\s+zone\s+(?!'UTC')/i.test(sql)) errors.push("at time zone takes only 'UTC'");
    visit(parser.createParser(sql).program(), (node) => {
        if (node.constructor.name !== 'FunctionNameContext' && node.constructor.name !== '_FunctionNameContext') return;
        const name = node.getText().toLowerCase();
        if (!functions.has(name)) errors.push(`${node.start.line}:${node.start.column + 1} function ${name} is not allowed`);
    });
    return errors;
}

function visit(node, action) {
    action(node);
    for (const child of node.children ?? []) visit(child, action);
}

function sqlFiles(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return sqlFiles(path);
        return entry.name.endsWith('.sql') ? [path] : [];
    });
}

let errorCount = 0;
if (process.argv.includes('--self-test')) {
    for (const sql of good) {
        for (const error of check(sql)) {
            errorCount++;
            console.error(`refused, but is right: ${sql}\n    ${error}`);
        }
    }
    for (const sql of bad) {
        if (check(sql).length > 0) continue;
        errorCount++;
        console.error(`accepted, but is wrong: ${sql}`);
    }
    console.log(`${good.length + bad.length} statements, ${errorCount} errors`);
} else {
    const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
    const written = mkdtempSync(join(tmpdir(), 'studylake-views-'));
    try {
        const program = ['run', '--no-build', '--project', join(root, 'cli'), '--'];
        execFileSync('dotnet', [...program, 'views', '--out', written], { stdio: ['ignore', 'ignore', 'inherit'] });
        let fileCount = 0;
        for (const folder of [written, join(root, 'analytics', 'examples')]) {
            const files = sqlFiles(folder).sort();
            for (const file of files) {
                for (const error of check(readFileSync(file, 'utf8'))) {
                    errorCount++;
                    console.error(`${relative(folder, file)}: ${error}`);
                }
            }
            if (files.length === 0) errorCount++;
            fileCount += files.length;
        }
        console.log(`${fileCount} files, ${errorCount} errors`);
    } finally {
        rmSync(written, { recursive: true, force: true });
    }
}
process.exitCode = errorCount > 0 ? 1 : 0;
