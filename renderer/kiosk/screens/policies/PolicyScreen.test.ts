import { expect, test } from 'vitest';
import type { Policy } from '../../../../shared/domain/policy.ts';
import { fail } from '../../../../shared/failure.ts';
import { ok } from '../../../../shared/result.ts';
import { stage } from '../../../testing/stage.ts';
import PolicyScreen from './PolicyScreen.vue';

const policy: Policy = {
  id: 'p',
  version: 1,
  title: '就业驿站建设标准（试行）',
  issuer: '市人社局',
  documentNumber: '津人社办函〔2024〕616号',
  issuedOn: '2024-12-20',
  sample: false,
  blocks: [
    { kind: 'heading', text: '一、总则' },
    { kind: 'clause', text: '（一）惠企便民。' },
  ],
};
const route = { name: 'policy', id: 'p', page: 0 } as const;

test('title, issuer, number and date stand in the wall, the words of the document below', async () => {
  const { wrapper, said } = await stage(PolicyScreen, route, { 'policies/get': () => ok(policy) });
  expect(wrapper.get('.wall').text().replace(/\s/g, '')).toContain('市人社局，津人社办函〔2024〕616号，2024年12月20日');
  expect(said()).toContain('（一）惠企便民。');
  expect(said()).not.toContain('样例');
});

test('an invented document says so beside its words', async () => {
  const { said } = await stage(PolicyScreen, route, { 'policies/get': () => ok({ ...policy, sample: true }) });
  expect(said()).toContain('这份是样例，不是真文件');
});

test('one that was taken down is said so', async () => {
  const { said } = await stage(PolicyScreen, route, { 'policies/get': () => fail('item/gone') });
  expect(said()).toContain('这一条刚撤下了');
});
