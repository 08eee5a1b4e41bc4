import { queries, queryClient } from '../../api/client.js';

/** Has what is shown of the points, and of what was done, read again. */
export async function pointsChanged(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: queries.riskModel.key() });
  await queryClient.invalidateQueries({ queryKey: queries.casebook.key() });
}
