// Holds template.yaml against our own rules, which allow no exception, and those of AWS Control Tower, whose exceptions
// stand with their reason in accepted.json. Last line: "N rules, N errors"; exit code 1 on errors.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { controlTower, findings } from './guard.js';

const here = dirname(fileURLToPath(import.meta.url));
const errors = [];
let rules = 0;

function report({ found, reports }, name) {
    for (const part of reports) rules += part.compliant.length + part.not_compliant.length;
    for (const { rule, resource } of found) errors.push(`${name}: ${rule} ${resource}`);
}

function check(template) {
    report(findings(join(here, 'rules'), template), 'own rule');
    const tower = findings(controlTower, template);
    const accepted = JSON.parse(readFileSync(join(here, 'accepted.json'), 'utf8'));
    const left = new Set(accepted.flatMap(({ rule, resources }) => resources.map((resource) => `${rule} ${resource}`)));
    report({ ...tower, found: tower.found.filter(({ rule, resource }) => !left.delete(`${rule} ${resource}`)) }, 'Control Tower');
    for (const { rule, reason } of accepted) if (!reason) errors.push(`accepted.json: ${rule} has no reason`);
    for (const unused of left) errors.push(`accepted.json: ${unused} is no longer found, take it out`);
}

/** Every rule of a file holds for its passing sample and fails for its failing one. */
function selfTest() {
    for (const file of readdirSync(join(here, 'rules'))) {
        const name = file.replace(/\.guard$/, '');
        const path = join(here, 'rules', file);
        const expected = [...readFileSync(path, 'utf8').matchAll(/^rule (\w+) when/gm)].map((match) => match[1]).sort();
        const good = findings(path, join(here, 'samples', `${name}.pass.yaml`)).reports[0];
        const bad = findings(path, join(here, 'samples', `${name}.fail.yaml`)).reports[0];
        same(`${name}.pass.yaml holds`, good.compliant.toSorted(), expected);
        same(`${name}.fail.yaml fails`, bad.not_compliant.map((rule) => rule.Rule.name).sort(), expected);
        rules += expected.length;
    }
}

function same(what, found, expected) {
    if (found.join() !== expected.join()) errors.push(`${what}: expected ${expected.join(', ')}; found ${found.join(', ') || 'none'}`);
}

if (process.argv.includes('--self-test')) selfTest();
else check(join(here, '..', '..', 'template.yaml'));
for (const error of errors) console.error(error);
console.log(`${rules} rules, ${errors.length} errors`);
process.exitCode = errors.length > 0 ? 1 : 0;
