import { isBeyondAscii, withAsciiDigits } from './ascii-digits.js';

/** Code of a refusal because of a card number. */
export const CARD_NUMBER = 'card-number';

const FEWEST_DIGITS = 13;
const MOST_DIGITS = 19;

/** Whether a text, or one of several behind commas or line ends, is a card number: 13–19 digits of any script with a right check digit, however they are spaced. */
export function isCardNumber(text: string): boolean {
  const plain = isBeyondAscii(text) ? withAsciiDigits(Array.from(text)) : text;
  return plain.split(/[,\n]/).some((part) => hasCheckDigit(part.replace(/[^a-zA-Z0-9]/g, '')));
}

/** The text with dots for the digits of every card number in it; as long as before. */
export function hideCardNumbers(text: string): string {
  return isBeyondAscii(text) ? hiddenLike(text, hideAscii) : hideAscii(text);
}

/** The text with a dot for every digit, of whatever script. */
export function hideDigits(text: string): string {
  return isBeyondAscii(text) ? hiddenLike(text, hideAsciiDigits) : hideAsciiDigits(text);
}

/** Hides the digits of any script that `hide` takes out of the text with ASCII digits in their place. */
function hiddenLike(text: string, hide: (text: string) => string): string {
  const points = Array.from(text);
  const plain = withAsciiDigits(points);
  const hidden = hide(plain);
  return points.map((point, at) => (hidden[at] === plain[at] ? point : '•'.repeat(point.length))).join('');
}

function hideAscii(text: string): string {
  return text.replace(/\d(?:[ .-]?\d){12,}/g, (run) => {
    const groups = [...run.matchAll(/\d+/g)];
    let hidden = run;
    for (const [first, { index: start }] of groups.entries()) {
      for (const { index, 0: last } of groups.slice(first)) {
        const end = index + last.length;
        if (!hasCheckDigit(run.slice(start, end).replace(/\D/g, ''))) continue;
        hidden = hidden.slice(0, start) + hideAsciiDigits(run.slice(start, end)) + hidden.slice(end);
      }
    }
    return hidden;
  });
}

const hideAsciiDigits = (text: string): string => text.replace(/\d/g, '•');

/** 13–19 digits of which the last is the check digit of ISO/IEC 7812 (Luhn). */
function hasCheckDigit(digits: string): boolean {
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS || /\D/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits.at(-1 - at)) * (at % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
