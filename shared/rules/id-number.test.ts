import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacter, checkIdNumber, isCompactDay } from './id-number.ts';

/** ISO 7064 MOD 11-2 in its recursive form: the second opinion on GB 11643's weights. */
function iso7064(digits: string): string {
  const p = Array.from(digits).reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
  const check = (12 - p) % 11;
  return check === 10 ? 'X' : String(check);
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const number = fc
  .tuple(fc.constantFrom('110000', '420000', '650000'), day, digits(3))
  .map(([region, birth, serial]) => region + birth.replaceAll('-', '') + serial)
  .map((seventeen) => seventeen + checkCharacter(seventeen));

test('weights and recursion agree on every check character', () => {
  fc.assert(fc.property(digits(17), (seventeen) => checkCharacter(seventeen) === iso7064(seventeen)));
});

test('every well-made number is accepted', () => {
  fc.assert(
    fc.property(fc.constantFrom('110000', '830000'), day, digits(3), (region, birth, serial) => {
      const seventeen = region + birth.replaceAll('-', '') + serial;
      const whole = seventeen + checkCharacter(seventeen);
      expect(checkIdNumber(whole)).toBeUndefined();
    }),
  );
});

test('one mistyped digit is always noticed', () => {
  fc.assert(
    fc.property(number, fc.nat(16), fc.integer({ min: 1, max: 9 }), (whole, at, change) => {
      const wrong = String((Number(whole[at]) + change) % 10);
      expect(checkIdNumber(whole.slice(0, at) + wrong + whole.slice(at + 1))).toBe('number-check');
    }),
  );
});

test('two neighbours in each other’s place are always noticed', () => {
  fc.assert(
    fc.property(number, fc.nat(15), (whole, at) => {
      fc.pre(whole[at] !== whole[at + 1]);
      const swapped = whole.slice(0, at) + whole.charAt(at + 1) + whole.charAt(at) + whole.slice(at + 2);
      expect(checkIdNumber(swapped)).toBe('number-check');
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void checkIdNumber(text)));
});

test('a day counts when the platform’s own calendar has it', () => {
  const part = (max: number) => fc.nat(max).map((n) => String(n).padStart(2, '0'));
  fc.assert(
    fc.property(fc.integer({ min: 1800, max: 2200 }), part(13), part(32), (year, month, date) => {
      const time = Date.UTC(year, Number(month) - 1, Number(date));
      const exists = new Date(time).toISOString().startsWith(`${year}-${month}-${date}`);
      expect(isCompactDay(`${year}${month}${date}`)).toBe(exists);
    }),
  );
});

test.each([
  ['11000019850217993', 'number-form'],
  ['42000019600229909x', 'number-form'],
  ['１１００００１９８５０２１７９９３９', 'number-form'],
  ['110000198502179930', 'number-check'],
  ['110000190002299938', 'number-date'],
])('%s is refused as %s', (wrong, fault) => {
  expect(checkIdNumber(wrong)).toBe(fault);
});

test('a region that is no province is refused, though the check holds', () => {
  expect(checkIdNumber('99000019850217993' + checkCharacter('99000019850217993'))).toBe('number-region');
});
