import type { Job } from '@iolaus/contracts';
import { create } from 'zustand';

/** The detection that a step of this tab brought about; undefined when none goes on. */
export const useFollowed = create<{ readonly job: Job | undefined }>()(() => ({ job: undefined }));

/** Follows a detection until it ends. */
export const followDetection = (job: Job): void => useFollowed.setState({ job });

/** Forgets it. */
export const endFollowing = (): void => useFollowed.setState({ job: undefined });
