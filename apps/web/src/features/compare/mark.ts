/** The step of marking a community for a comparison, or of taking the mark off: its name, and what it changes of the view. A third mark takes the place of the older of two. */
export function markForComparison(
  marked: readonly string[],
  label: string,
): [name: string, patch: { readonly cmp: readonly string[] | undefined }] {
  if (marked.includes(label)) {
    const rest = marked.filter((each) => each !== label);
    return [`Unmarked ${label}`, { cmp: rest.length > 0 ? rest : undefined }];
  }
  const cmp = [...marked.slice(-1), label];
  return [cmp.length === 2 ? `Compared ${cmp.join(' and ')}` : `Marked ${label}`, { cmp }];
}
