import { expect, test } from 'vitest';
import { en } from './en/all.ts';
import { zhCn } from './zh-CN/all.ts';

type Tree = { readonly [key: string]: string | Tree };

const flatten = (tree: Tree, before = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as const] : flatten(value, `${before}${key}.`),
  );
const holes = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const chinese = new Map(flatten(zhCn));
const english = new Map(flatten(en));

test('both languages have the same sentences', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
});

test.each([...chinese])('%s has the same holes in both languages', (key, words) => {
  expect(holes(english.get(key) ?? '')).toEqual(holes(words));
});

test.each([...chinese, ...english])('%s says something', (_key, words) => {
  expect(words.trim()).not.toBe('');
});
