// Holds what "studylake dashboards lint --format sarif" writes against the JSON schema of SARIF 2.1.0 (rtm.5, as OASIS and
// SchemaStore have it; it comes within @microsoft/jest-sarif). Last line: "N logs, N errors"; exit code 1 on errors.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const main = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
const schema = JSON.parse(readFileSync(join(dirname(main), 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats(ajv);
const isValid = ajv.compile(schema);

function faults(log) {
    return isValid(log) ? [] : isValid.errors.map((error) => `${error.instancePath || '/'} ${error.message}`);
}

/** The log of a run over some paths. */
function lint(...paths) {
    const program = ['run', '--no-build', '--project', join(root, 'cli'), '--', 'dashboards', 'lint'];
    const run = spawnSync('dotnet', [...program, ...paths, '--format', 'sarif'], { cwd: root, encoding: 'utf8' });
    return JSON.parse(run.stdout);
}

/** A folder whose files have faults in names that a URI has to escape, and the log of a run over it. */
function lintFaults() {
    const folder = mkdtempSync(join(tmpdir(), 'studylake sarif-'));
    try {
        const sample = readFileSync(join(root, 'tests/Data/dashboards/lint/overview.json'), 'utf8');
        writeFileSync(join(folder, 'über view #1.json'), sample.replaceAll('"exams"', '"exam"'));
        writeFileSync(join(folder, 'no json.json'), '{');
        return lint(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

let [logs, errors] = [0, 0];
function report(name, found) {
    logs++;
    for (const fault of found) {
        errors++;
        console.error(`${name}: ${fault}`);
    }
}

const withFaults = lintFaults();
if (process.argv.includes('--self-test')) {
    // What the schema must refuse, each made of a log that it lets through.
    const wrong = {
        'a line 0': (run) => (run.results[0].locations[0].physicalLocation.region.startLine = 0),
        'another level': (run) => (run.results[0].level = 'fatal'),
        'no text': (run) => delete run.results[0].message.text,
        'no name of the tool': (run) => delete run.tool.driver.name,
        'an unknown member': (run) => (run.results[0].severity = 'high'),
        'a space in a URI': (run) => (run.results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b'),
    };
    for (const [name, change] of Object.entries(wrong)) {
        const log = structuredClone(withFaults);
        change(log.runs[0]);
        report(name, faults(log).length > 0 ? [] : ['accepted, but is wrong']);
    }
} else {
    report('the definitions here', faults(lint('dashboards/definitions')));
    report('files with faults', withFaults.runs[0].results.length > 0 ? faults(withFaults) : ['has no results']);
}
console.log(`${logs} logs, ${errors} errors`);
process.exitCode = errors > 0 ? 1 : 0;
