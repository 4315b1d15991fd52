import { expect, test } from 'vitest';
import type { ApplyView } from '../../../../shared/visit.ts';
import { stage } from '../../../testing/stage.ts';
import ApplyScreen from './ApplyScreen.vue';
import { checkMobile } from './mobile.ts';

const subject = { id: 'a', title: '小区保洁员', employer: '清和物业', trade: 'clean', walkMinutes: 4 } as const;
const person = {
  name: '张**',
  number: '1****************X',
  phone: '138*******0',
  cardExpired: false,
  nameUnclear: false,
};
const show = (apply: ApplyView) => stage(ApplyScreen, { name: 'apply', id: 'a' }, {}, apply);
const confirm = (change: Partial<typeof person & { phone: string | null }> = {}): ApplyView => ({
  ...subject,
  step: 'confirm',
  person: { ...person, ...change },
});
const done = (change: object = {}): ApplyView => ({
  ...subject,
  step: 'done',
  number: '0483',
  status: 'saved',
  receivedAt: null,
  replyBy: null,
  keptUntil: null,
  print: { state: 'printing' },
  ...change,
});

test('the card step says what was wrong and what to do', async () => {
  const { said, press, askedOf, called } = await show({ ...subject, step: 'card', trouble: 'reader/unreadable' });
  expect(said()).toContain('没读清，请拿开再放一次');
  await press('没带证');
  await press('不报了');
  expect(askedOf('visit/go')).toEqual([{ name: 'help' }]);
  expect(called).toContainEqual({ name: 'visit/back', input: null });
});

test('a mobile number of eleven digits can be sent, a shorter one not', async () => {
  const { press, key, askedOf, said } = await show({ ...subject, step: 'phone', person: { ...person, phone: null } });
  for (const digit of '1380000000') await press(digit);
  expect(said()).toContain('还差 1 位');
  expect(key('写好了').attributes('disabled')).toBeDefined();
  await press('0');
  await press('写好了');
  expect(askedOf('apply/phone')).toEqual([{ phone: '13800000000' }]);
});

test('a beginning that no mobile has is said at once', () => {
  expect(checkMobile('12').state).toBe('wrong');
  expect(checkMobile('1')).toEqual({ state: 'short', left: 10 });
  expect(checkMobile('13800000000').state).toBe('right');
});

test('without a phone one goes on', async () => {
  const { press, askedOf } = await show({ ...subject, step: 'phone', person: { ...person, phone: null } });
  await press('没有电话');
  expect(askedOf('apply/phone')).toEqual([{ phone: null }]);
});

test('a name with a letter that cannot be shown sends the visitor to staff', async () => {
  const { said } = await show(confirm({ nameUnclear: true }));
  expect(said()).toContain('名字有个字显示不了');
});

test('two recipients are named apart, and the employer gets no ID number', async () => {
  const { wrapper, said } = await show(confirm());
  const [platform, employer] = wrapper.findAll('.mask');
  expect(platform!.text()).toContain('发给平台');
  expect(employer!.text()).toContain('发给用人单位');
  expect(employer!.text()).toContain('清和物业');
  expect(employer!.text()).not.toContain('证件号');
  expect(wrapper.html()).not.toMatch(/\d{4}/);
  expect(said()).toContain('照片、住址、民族，都不发');
});

test('the phone goes to the employer only when that was pressed', async () => {
  const { press, askedOf } = await show(confirm());
  await press('发出去');
  await press('同意把电话给对方');
  await press('发出去');
  expect(askedOf('apply/send')).toEqual([{ phoneToEmployer: false }, { phoneToEmployer: true }]);
});

test('without a phone there is nothing to agree to', async () => {
  const { said } = await show(confirm({ phone: null } as never));
  expect(said()).not.toContain('同意');
});

test('what was agreed for one application is not agreed for the next', async () => {
  const { press, hear, askedOf } = await show(confirm());
  await press('同意把电话给对方');
  await hear({ apply: { ...confirm(), id: 'b' } });
  await press('发出去');
  expect(askedOf('apply/send')).toEqual([{ phoneToEmployer: false }]);
});

test('trying again sends what was agreed before', async () => {
  const { press, hear, askedOf, said } = await show(confirm());
  await press('同意把电话给对方');
  await hear({ apply: { ...subject, step: 'failed', code: 'store/full' } });
  expect(said()).toContain('这台机器存满了');
  await press('再试一次');
  expect(askedOf('apply/send')).toEqual([{ phoneToEmployer: true }]);
});

test.each([
  [{ status: 'saved' }, '已保存，待上传'],
  [{ status: 'accepted', receivedAt: '2026-11-21T02:31:00Z' }, '已受理，10:31'],
  [{ status: 'done', receivedAt: '2026-11-21T02:31:00Z' }, '已办结，10:31'],
])('exactly one status: %o', async (change, words) => {
  const { said } = await show(done(change));
  expect(said()).toContain('已收下');
  expect(said()).toContain(words);
  expect(['已保存', '已受理', '已办结'].filter((status) => said().includes(status))).toHaveLength(1);
});

test('who had applied before is told so', async () => {
  const { said } = await show(done({ status: 'already-applied' }));
  expect(said()).toContain('您已报过这个岗位');
  expect(said()).not.toMatch(/已收下|已保存|已受理|已办结/);
});

test('only promises that the platform made', async () => {
  const bare = await show(done());
  expect(bare.said()).not.toMatch(/最晚|存到/);
  const { said } = await show(done({ replyBy: '2026-11-24', keptUntil: '2026-12-05' }));
  expect(said()).toContain('最晚 11 月 24 日答复，拿票来问');
  expect(said()).toContain('存到 12 月 5 日，到期删掉');
});

test('请取走 is said only once the slip is cut', async () => {
  const { said, hear, key } = await show(done());
  expect(said()).not.toContain('请取走');
  expect(said()).toContain('请收好身份证');
  expect(key('小票没出来？').attributes('disabled')).toBeDefined();
  await hear({ apply: done({ print: { state: 'cut' } }) });
  expect(said()).toContain('请取走小票');
  await hear({ apply: done({ print: { state: 'failed', code: 'printer/paper-end' } }) });
  expect(said()).toContain('没纸了');
});

test('no slip, and going', async () => {
  const { press, called } = await show(done({ print: { state: 'cut' } }));
  await press('小票没出来？');
  await press('好，我走了');
  expect(called.map(({ name }) => name)).toEqual(['apply/print-again', 'visit/leave']);
});
