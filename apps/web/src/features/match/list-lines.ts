/** Lines of a text that hold anything. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== '');
}

/** "1 line", "200 lines". */
export function lineWords(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'line' : 'lines'}`;
}
