import { startTour } from '../features/tour/use-tour.js';
import { DEFINITIONS } from '../ui/definitions.js';
import { Dialog } from '../ui/Dialog.js';

const KEYS = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl K', 'Search and commands'],
      ['?', 'This page'],
      ['Ctrl Z', 'Undo the last act of this tab: a view, or what it put on record'],
      ['Ctrl Shift Z', 'Redo it'],
      ['Ctrl H', 'Steps'],
      ['G then T, A, I, M, K, D', 'Go to Triage, Accounts, Indicators, Match, Constraints, Data'],
      ['Esc', 'One level out'],
    ],
  },
  {
    title: 'Lists',
    keys: [
      ['J, K or ↓, ↑', 'Move'],
      ['Enter', 'Open'],
      ['F', 'Filter'],
      ['Shift F', 'Clear filters'],
      ['X, Shift X', 'Mark, mark up to here'],
      ['T', 'Take the next open network, and open it'],
      ['W', 'Watch the network, or stop'],
      ['V then 1, 2, 3, 0', 'Confirm, clear, contest, no verdict'],
    ],
  },
  {
    title: 'Network',
    keys: [
      ['Arrows', 'Nearest community in that direction'],
      ['Enter', 'Open the community'],
      ['I', 'Indicators of the open community'],
      ['J, K, X, Enter in the table', 'Move, select, open a member'],
      ['X in the list', 'Mark two communities to compare'],
      ['F', 'Fit the picture'],
      ['+, −', 'Zoom'],
      ['O', 'Layout: sunflower, or organic by what accounts share'],
      ['L, Shift L', 'Select with a lasso, with a box; or drag with Shift'],
      ['S', 'Select similar: who shares indicators with the selection'],
      ['P', 'Paths of evidence between two selected accounts'],
      ['E', 'Expand, after a preview'],
      ['B', 'Bridges: what holds the network together, and what a cut would leave'],
      ['C', 'Cut the indicator or the link in hand'],
      ['H, Shift H', 'Hide the selection or the community in hand, show what is hidden'],
      ['Shift P', 'Pin the selection or the indicator in hand: drawn and named at every zoom'],
      ['M, Shift M', 'Group the selection into one mark, open the group'],
      ['V then 1, 2, 3, 0', 'Verdict on the network, or on the selection'],
      ['W', 'Watch the network, or stop'],
      ['N', 'Notes'],
      ['1 to 7', 'Colour by network, family, strength, first sight, volume, community, verdict'],
      ['G', 'Table of members'],
      ['R', 'Raw rows of the chosen days'],
      ['Space', 'Play the days, stop'],
      ['[, ]', 'Side panel, inspector'],
    ],
  },
] as const;

/** All keys. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose} isWide>
      <div className="key-page" tabIndex={0} role="region" aria-label="Keys and figures">
        <div className="key-sheet">
          {KEYS.map(({ title, keys }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {keys.map(([key, does]) => (
                  <div key={key} className="row small">
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd className="t2">{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <details className="key-words">
          <summary>What the figures mean</summary>
          <dl className="small">
            {Object.values(DEFINITIONS).map(({ word, means }) => (
              <div key={word}>
                <dt className="m">{word}</dt>
                <dd className="t2">{means}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
      <div className="dialog-foot">
        <button
          type="button"
          className="btn"
          onClick={() => {
            onClose();
            startTour();
          }}
        >
          Take the tour
        </button>
      </div>
    </Dialog>
  );
}
