import { isDrawn, type Filtered, type Scene } from './scene.js';

/** Radii by thirds of exchanges, in pixels of the near view. */
export const accountSizes: readonly number[] = [2.7, 3.4, 4.3];
/** What is left of them when a whole network is on the screen. */
const FAR_SHARE = 0.24;

/** Radius of an account when the whole network is on the screen, in pixels; a projection says by how much it has grown. */
export function accountRadius(scene: Pick<Scene, 'frame'>, account: number): number {
  return accountSizes[scene.frame!.accountSize[account]!]! * FAR_SHARE;
}

/** Points grow slower than space, so that a community opens up instead of becoming one blot: by how much at a ratio of the camera, 1 for the whole network. */
export function pointScale(cameraRatio: number): number {
  return cameraRatio ** -0.62;
}

/** Whether an account is a point of its own, and of the open community where one is open; it may be left out all the same. */
export function isInView(scene: Scene, account: number): boolean {
  return isOpen(scene, account) && !scene.arranged.groupOf.has(account);
}

/** Whether an account is on the picture. */
export function isOnPicture(scene: Filtered & Pick<Scene, 'focus'>, account: number): boolean {
  return isOpen(scene, account) && isDrawn(scene, account);
}

const isOpen = ({ focus, frame }: Pick<Scene, 'focus' | 'frame'>, account: number): boolean =>
  focus < 0 || focus === frame?.accountCommunity[account];
