// Runs the cfn-guard program that the npm package brings, and gives every finding as { rule, resource }.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTemplate } from './template.js';

const here = dirname(fileURLToPath(import.meta.url));
const packageFolder = join(here, 'node_modules', '@cdklabs', 'cdk-validator-cfnguard');
const program = join(
    packageFolder,
    'bin',
    process.platform === 'darwin' ? 'macos' : 'ubuntu',
    process.arch === 'arm64' ? 'aarch64' : 'x86_64',
    'cfn-guard',
);

export const controlTower = join(packageFolder, 'rules', 'control-tower', 'cfn-guard');

/** Findings of the rules (a file or folder) in a template; throws when a rule or the template cannot be read. */
export function findings(rules, template) {
    chmodSync(program, 0o755);
    const folder = mkdtempSync(join(tmpdir(), 'studylake-guard-'));
    try {
        const data = join(folder, 'template.json');
        writeFileSync(data, JSON.stringify(readTemplate(template)));
        const run = spawnSync(
            program,
            ['validate', '--rules', rules, '--data', data, '--structured', '--output-format', 'json', '--show-summary', 'none'],
            { encoding: 'utf8', maxBuffer: 1 << 28 },
        );
        // 0: compliant; 19: not compliant; anything else: the run itself failed.
        if (run.status !== 0 && run.status !== 19) throw new Error(`cfn-guard ended with ${run.status} on ${rules}: ${run.stderr}`);
        const reports = JSON.parse(run.stdout);
        const found = new Map();
        for (const report of reports) {
            for (const rule of report.not_compliant) {
                const name = rule.Rule.name;
                const paths = [...JSON.stringify(rule).matchAll(/"\/Resources\/([A-Za-z0-9]+)/g)].map((match) => match[1]);
                for (const resource of paths.length > 0 ? new Set(paths) : ['*'])
                    found.set(`${name} ${resource}`, { rule: name, resource });
            }
        }
        return { found: [...found.values()], reports };
    } finally {
        rmSync(folder, { recursive: true });
    }
}
