// One mask everywhere (product.md P0-9): the surname, the first and the last character of the number, the first three and
// the last digit of the phone. No four digits in a row of a number are ever shown.
const MASK = '*';
/** A long given name is as well hidden by so many. */
const MOST_MASKED = 8;

/** Letters have a comma after the surname: SPECIMEN, ALEXANDRA. */
const COMMA = ', ';

/** 张** — the surname stays; compound surnames are not guessed, one character is always enough to recognise oneself. */
export const maskName = (name: string): string => {
  const surname = surnameOf(name);
  const given = name.slice(surname.length).replace(COMMA, '');
  const apart = name.startsWith(surname + COMMA) ? COMMA : '';
  return surname + apart + MASK.repeat(Math.min(MOST_MASKED, Math.max(1, [...given].length)));
};

/** `1****************X`. */
export const maskIdNumber = (number: string): string =>
  number.slice(0, 1) + MASK.repeat(Math.max(0, number.length - 2)) + number.slice(-1);

/** `138*******0`. */
export const maskPhone = (phone: string): string =>
  phone.slice(0, 3) + MASK.repeat(Math.max(0, phone.length - 4)) + phone.slice(-1);

/** What an employer may see of a name before it says more itself. */
export const surnameOf = (name: string): string =>
  name.includes(COMMA) ? name.slice(0, name.indexOf(COMMA)) : ([...name][0] ?? '');
