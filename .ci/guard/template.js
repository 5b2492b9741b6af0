// Reads a CloudFormation template as cfn-guard's rules expect it: intrinsic functions in their long form, with
// Fn::GetAtt as a list. CloudFormation takes both forms as one; the rules of Control Tower know only this one.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const functions = ['And', 'Cidr', 'Equals', 'FindInMap', 'GetAZs', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'];

function tag(name, kind, resolve) {
    const node = { scalar: {}, seq: { collection: 'seq' }, map: { collection: 'map' } }[kind];
    return { tag: `!${name}`, ...node, resolve: (value) => resolve(typeof value === 'string' ? value : value.toJSON()) };
}

const tags = [
    tag('Ref', 'scalar', (value) => ({ Ref: value })),
    tag('Condition', 'scalar', (value) => ({ Condition: value })),
    tag('GetAtt', 'scalar', (value) => ({ 'Fn::GetAtt': [value.slice(0, value.indexOf('.')), value.slice(value.indexOf('.') + 1)] })),
    tag('GetAtt', 'seq', (value) => ({ 'Fn::GetAtt': value })),
    ...functions.flatMap((name) =>
        ['scalar', 'seq', 'map'].map((kind) => tag(name, kind, (value) => ({ [`Fn::${name}`]: value }))),
    ),
];

/**
 * The template as it is deployed with its defaults: a parameter that has one is replaced by it. Where a condition
 * chooses an item of a list, both are there, so that each is checked.
 */
export function readTemplate(path) {
    const options = { customTags: tags, strict: true, uniqueKeys: true, maxAliasCount: 0, logLevel: 'error' };
    const template = parse(readFileSync(path, 'utf8'), options);
    const defaults = new Map(
        Object.entries(template.Parameters ?? {})
            .filter(([, parameter]) => (parameter.Default ?? '') !== '')
            .map(([name, parameter]) => [name, parameter.Default]),
    );
    return { ...template, Resources: withDefaults(template.Resources, defaults) };
}

function withDefaults(node, defaults) {
    if (Array.isArray(node))
        return node
            .flatMap((child) => child?.['Fn::If']?.slice(1) ?? [child])
            .filter((child) => child?.Ref !== 'AWS::NoValue')
            .map((child) => withDefaults(child, defaults));
    if (node === null || typeof node !== 'object') return node;
    if (typeof node.Ref === 'string' && defaults.has(node.Ref)) return defaults.get(node.Ref);
    return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, withDefaults(child, defaults)]));
}
