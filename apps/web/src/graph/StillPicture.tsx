import type { Picture } from '@iolaus/contracts';
import { StaticPicture } from './StaticPicture.js';

/** Communities as a still picture where accounts cannot be drawn, why that is, and a way to try again. */
export function StillPicture({
  picture,
  isLost,
  onTryAgain,
}: {
  readonly picture: Picture;
  /** WebGL was there, and was taken away. */
  readonly isLost: boolean;
  readonly onTryAgain: () => void;
}) {
  return (
    <div className="stage-still">
      <StaticPicture picture={picture} />
      <p className="float stage-wait small" role="alert">
        {isLost ? 'The browser took WebGL away' : 'This browser gives no WebGL'}, which accounts are drawn with. A still
        picture of the communities stands here; the lists and the table hold all accounts.{' '}
        <button type="button" className="link" onClick={onTryAgain}>
          Try again
        </button>
      </p>
    </div>
  );
}
