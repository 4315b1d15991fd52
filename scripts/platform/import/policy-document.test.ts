import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { given, policiesFolder } from '../../../tests/support/given-documents.ts';
import { importDocuments } from './documents-folder.ts';
import { readPolicyDocument } from './policy-document.ts';

test('a broken line is mended, a heading begins anew', () => {
  const policy = readPolicyDocument(
    'x',
    '关于印发《就业驿站\n建设标准》的通知\n各区：\n第一句还没有说完就被页面折断成为两行\n了。\n一、目标\n（一）先做甲。\n市人社局\n2024年5月9日',
  );
  expect(policy?.blocks).toEqual([
    { kind: 'title', text: '关于印发《就业驿站建设标准》的通知' },
    { kind: 'paragraph', text: '各区：' },
    { kind: 'paragraph', text: '第一句还没有说完就被页面折断成为两行' },
    { kind: 'paragraph', text: '了。' },
    { kind: 'heading', text: '一、目标' },
    { kind: 'clause', text: '（一）先做甲。' },
    { kind: 'signature', text: '市人社局' },
    { kind: 'signature', text: '2024年5月9日' },
  ]);
  expect(policy).toMatchObject({ issuer: '市人社局', issuedOn: '2024-05-09', sample: false });
});

test('an empty file is no document', () => {
  expect(readPolicyDocument('x', ' \n\n')).toBeUndefined();
});

describe.runIf(given(policiesFolder))('the real documents', () => {
  const HEAD = /^(名称|索引号|发布机构|联合发文单位|发文字号|主题|成文日期|发文日期)：/;
  const squeeze = (text: string) => text.replace(/[\s\u3000\u00a0]/g, '');
  // Read in the tests: where there are none, this is looked at all the same.
  const read = () => importDocuments(policiesFolder);

  test('all four are read, each with its title', () => {
    const { policies, refused } = read();
    expect(refused).toEqual([]);
    expect(policies.map(({ title }) => title)).toEqual([
      '就业驿站建设标准（试行）',
      '广东省就业驿站建设指引',
      '天津市就业公共服务下沉基层行动计划',
      '建设标准化“家门口”就业服务站三年行动计划（2024-2026年）',
    ]);
    expect(policies[2]).toMatchObject({
      documentNumber: '津人社办函〔2024〕616号',
      issuer: '天津市人力资源和社会保障局',
      issuedOn: '2024-12-20',
    });
    expect(policies[3]).toMatchObject({ documentNumber: '大署人社函[2024]43号', issuedOn: '2024-05-09' });
  });

  test('no word of them is lost or moved', () => {
    const { policies } = read();
    const files = readdirSync(policiesFolder)
      .filter((name) => name.endsWith('.txt'))
      .sort();
    files.forEach((file, i) => {
      const source = readFileSync(join(policiesFolder, file), 'utf8')
        .split('\n')
        .filter((line) => !line.includes('[bookmark:') && !HEAD.test(squeeze(line)));
      const kept = policies[i]!.blocks.map(({ text }) => text).join('');
      expect(squeeze(kept)).toBe(squeeze(source.join('')));
    });
  });
});
