// One mask everywhere (product.md P0-9): the surname, the first and the last character of the number, the first three and
// the last digit of the phone. No four digits in a row of a number are ever shown.
const MASK = '*';

/** 张** — the surname stays; compound surnames are not guessed, one character is always enough to recognise oneself. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = name;
  return first + MASK.repeat(Math.max(1, rest.length));
};

/** `1****************X`. */
export const maskIdNumber = (number: string): string =>
  number.slice(0, 1) + MASK.repeat(Math.max(0, number.length - 2)) + number.slice(-1);

/** `138*******0`. */
export const maskPhone = (phone: string): string =>
  phone.slice(0, 3) + MASK.repeat(Math.max(0, phone.length - 4)) + phone.slice(-1);

/** What an employer may see of a name before it says more itself. */
export const surnameOf = (name: string): string => [...name][0] ?? '';
