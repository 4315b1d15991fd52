import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskIdNumber, maskName, maskPhone, surnameOf } from './masking.ts';

test('masks as one reads it on the screen', () => {
  expect(maskName('张三丰')).toBe('张**');
  expect(maskName('欧阳')).toBe('欧*');
  expect(maskName('𠮷田')).toBe('𠮷*');
  expect(maskName('SPECIMEN, ALEXANDRA')).toBe('SPECIMEN, ********');
  // What the employer is told is what the masked name shows.
  expect(surnameOf(maskName('SPECIMEN, ALEXANDRA'))).toBe(surnameOf('SPECIMEN, ALEXANDRA'));
  expect(maskIdNumber('11000019850217993X')).toBe('1****************X');
  expect(maskPhone('13800000000')).toBe('138*******0');
});

test('no four digits in a row survive', () => {
  const digits = fc.stringMatching(/^\d{10,18}$/);
  fc.assert(
    fc.property(digits, (number) => {
      expect(maskIdNumber(number)).not.toMatch(/\d{4}/);
      expect(maskPhone(number)).not.toMatch(/\d{4}/);
    }),
  );
});
